# SPDX-License-Identifier: MIT
# The README's example for R does what it says.
source(file.path(Sys.getenv("TAMGA_SOURCE"), "tests", "r", "folder.R"))

lines <- readLines(file.path(source_folder, "README.md"))
begins <- which(lines == "```r")
expect_equal(length(begins), 1L)
ends <- min(which(lines == "```" & seq_along(lines) > begins))
example <- lines[(begins + 1):(ends - 1)]

pdf(NULL)
printed <- capture.output(source(textConnection(example), echo = FALSE))
said <- sub(".*# ", "", grep("^print", example, value = TRUE))
expect_equal(sub("^\\[1\\] ", "", printed), said)
stopifnot(file.exists("moves.pmtiles"))
