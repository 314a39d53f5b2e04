# SPDX-License-Identifier: MIT
# A folder that lasts as long as the test, in which the sources' fixtures are.
library(sf)

source_folder <- Sys.getenv("TAMGA_SOURCE")
folder <- tempfile("tamga")
stopifnot(source_folder != "", dir.create(folder))
setwd(folder)
stopifnot(file.symlink(file.path(source_folder, "fixtures"), "fixtures"))

tamga <- function(...) {
  status <- system2("tamga", c(...))
  if (status != 0) stop("tamga ", paste(..., collapse = " "), " failed with ", status)
}

# Fails with both values, which stopifnot() would not show.
expect_equal <- function(found, expected) {
  same <- all.equal(found, expected, tolerance = 0)
  if (!isTRUE(same)) {
    stop(deparse1(substitute(found)), " is ", deparse1(found), ", not ", deparse1(expected))
  }
}
