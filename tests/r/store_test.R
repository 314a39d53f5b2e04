# SPDX-License-Identifier: MIT
# sf reads a store and every answer with geometry, and both have the same rows, sums and places.
source(file.path(Sys.getenv("TAMGA_SOURCE"), "tests", "r", "folder.R"))

tamga("ingest", "-q", "fixtures/store/places.csv", "--routes", "fixtures/store/journeys.csv",
      "--origin", "from_lat,from_lon", "--destination", "to_lat,to_lon", "--origin-name", "from",
      "--destination-name", "to", "--weight", "people", "--time", "year", "-o", "s.sqlite")
table <- subset(read.csv("fixtures/store/journeys.csv"), !is.na(to_lat))  # One row leads nowhere.
towns <- subset(read.csv("fixtures/store/places.csv"), abs(lat) <= 90)

# A layer of the store is a view that sf finds by its name.
layers <- st_layers("s.sqlite")
stopifnot(c("journeys", "places") %in% layers$name)
routes <- st_read("s.sqlite", "journeys", quiet = TRUE)
expect_equal(sum(routes$weight), sum(table$people))
expect_equal(routes$origin, table$from)
expect_equal(st_crs(routes)$epsg, 4326L)

# Every format of an answer has what the store has.
everywhere <- c("--area", "-180,-90,180,90")
for (ending in c("gpkg", "fgb", "geojson", "geojsonl")) {
  file <- paste0("all.", ending)
  tamga("query", "s.sqlite", "crossing", everywhere, "-o", file)
  answer <- st_read(file, quiet = TRUE)
  answer <- answer[order(answer$fid), ]
  expect_equal(nrow(answer), nrow(table))
  expect_equal(answer$weight, table$people)
  expect_equal(answer$destination, table$to)
  expect_equal(as.character(answer$time), as.character(table$year))
  expect_equal(st_crs(answer)$epsg, 4326L)
  # Both ends are those of the table; a line begins at its origin.
  begin <- st_coordinates(st_cast(st_geometry(answer), "MULTILINESTRING"))
  begin <- begin[!duplicated(begin[, "L2"]), c("X", "Y")]
  expect_equal(unname(begin), unname(as.matrix(table[c("from_lon", "from_lat")])))
}
tamga("query", "s.sqlite", "within", everywhere, "-l", "places", "-o", "places.gpkg")
places <- st_read("places.gpkg", quiet = TRUE)
expect_equal(as.character(unique(st_geometry_type(places))), "POINT")
expect_equal(sum(places$people), sum(towns$people))

# An answer that is nowhere is a data frame.
tamga("query", "s.sqlite", "rank", "-k", "1", "-o", "rank.gpkg")
rank <- suppressWarnings(st_read("rank.gpkg", quiet = TRUE))
stopifnot(!inherits(rank, "sf"))
expect_equal(sum(rank$weight), sum(table$people))
