// SPDX-License-Identifier: MIT
#include "engine/store/spatialite/allowed_functions.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace tamga::store {
namespace {

// Several names a line, which clang-format would not leave.
// clang-format off
/// In their order, and in lower case. SpatiaLite's that begin with ST_ are not among them.
constexpr auto functions = std::to_array<std::string_view>({
    "->", "->>", "abs", "acos", "acosh", "area", "asbinary", "asewkb", "asewkt", "asfgf",
    "asgeojson", "asgml", "asin", "asinh", "askml", "assvg", "astext", "astwkb", "aswkt", "asx3d",
    "atan", "atan2", "atanh", "avg", "azimuth", "boundary", "buffer", "buildarea", "buildcirclembr",
    "buildmbr", "casttoblob", "casttodouble", "casttogeometrycollection", "casttointeger",
    "casttolinestring", "casttomulti", "casttomultilinestring", "casttomultipoint",
    "casttomultipolygon", "casttopoint", "casttopolygon", "casttosingle", "casttotext", "casttoxy",
    "casttoxym", "casttoxyz", "casttoxyzm", "ceil", "ceiling", "centroid", "char", "circularity",
    "closestpoint", "coalesce", "collect", "collectionextract", "concavehull", "contains",
    "convexhull", "coorddimension", "cos", "cosh", "cot", "count", "coveredby", "covers", "crosses",
    "cume_dist", "current_date", "current_time", "current_timestamp", "curvosityindex", "cvtfromch",
    "cvtfromcm", "cvtfromdm", "cvtfromfath", "cvtfromft", "cvtfromin", "cvtfromkm", "cvtfromkmi",
    "cvtfromlink", "cvtfrommi", "cvtfrommm", "cvtfromyd", "cvttoch", "cvttocm", "cvttodm",
    "cvttofath", "cvttoft", "cvttoin", "cvttokm", "cvttokmi", "cvttolink", "cvttomi", "cvttomm",
    "cvttoyd", "date", "datetime", "decodeurl", "degrees", "delaunaytriangulation", "dense_rank",
    "difference", "dimension", "disjoint", "dissolvepoints", "dissolvesegments", "distance",
    "downhillheight", "encodeurl", "endpoint", "ensureclosedrings", "envelope", "equals", "exp",
    "extent", "exteriorring", "extractmultilinestring", "extractmultipoint", "extractmultipolygon",
    "first_value", "floor", "format", "frechetdistance", "garsmbr", "geodesicarcarea",
    "geodesicarcheight", "geodesicarclength", "geodesiccentralangle", "geodesicchordlength",
    "geodesiclength", "geohash", "geomcollfromtext", "geomcollfromwkb", "geometryaliastype",
    "geometrycollectionfromtext", "geometrycollectionfromwkb", "geometryfromtext",
    "geometryfromwkb", "geometryn", "geometrytype", "geomfromewkb", "geomfromewkt", "geomfromfgf",
    "geomfromgeojson", "geomfromgml", "geomfromkml", "geomfromtext", "geomfromtwkb", "geomfromwkb",
    "geos_version", "glength", "glob", "greatcirclelength", "group_concat", "gunion",
    "hausdorffdistance", "hex", "hexagonalgrid", "ifnull", "iif", "instr", "interiorringn",
    "intersection", "intersects", "isclosed", "isdecimalnumber", "isempty", "isgeometryblob",
    "isinteger", "isnumber", "isring", "issimple", "isvalid", "isvaliddetail", "isvalidreason",
    "json", "json_array", "json_array_length", "json_extract", "json_group_array",
    "json_group_object", "json_insert", "json_object", "json_patch", "json_quote", "json_remove",
    "json_replace", "json_set", "json_type", "json_valid", "julianday", "lag", "last_value",
    "latitudefromdms", "lead", "length", "like", "likelihood", "likely",
    "line_interpolate_equidistant_points", "line_interpolate_point", "line_locate_point",
    "line_substring", "linefromtext", "linefromwkb", "linemerge", "linescutatnodes",
    "linesfromrings", "linestringavgsegmentlength", "linestringfromtext", "linestringfromwkb",
    "linestringmaxsegmentlength", "linestringminsegmentlength", "ln", "log", "log10", "log2",
    "longitudefromdms", "longlattodms", "lower", "ltrim", "m", "makearc", "makecircle",
    "makecircularsector", "makecircularstripe", "makeellipse", "makeellipticarc",
    "makeellipticsector", "makeline", "makepoint", "makepointm", "makepointz", "makepointzm",
    "makepolygon", "makestringlist", "makevalid", "makevaliddiscarded", "max", "maxdistance",
    "mbrcontains", "mbrdisjoint", "mbrequal", "mbrintersects", "mbrmaxx", "mbrmaxy", "mbrminx",
    "mbrminy", "mbroverlaps", "mbrtouches", "mbrwithin", "md5checksum", "md5totalchecksum", "min",
    "mlinefromtext", "mlinefromwkb", "mod", "mpointfromtext", "mpointfromwkb", "mpolyfromtext",
    "mpolyfromwkb", "multilinestringfromtext", "multilinestringfromwkb", "multipointfromtext",
    "multipointfromwkb", "multipolygonfromtext", "multipolygonfromwkb", "normalizelonlat",
    "nth_value", "ntile", "nullif", "numgeometries", "numinteriorring", "numinteriorrings",
    "numpoints", "offsetcurve", "overlaps", "percent_rank", "perimeter", "pi", "pointfromtext",
    "pointfromwkb", "pointn", "pointonsurface", "polyfromtext", "polyfromwkb", "polygonfromtext",
    "polygonfromwkb", "polygonize", "pow", "power", "printf", "proj_version", "project",
    "ptdistwithin", "quote", "radians", "random", "randomblob", "reflectcoordinates",
    "reflectcoords", "relate", "removeextraspaces", "removepoint", "removerepeatedpoints",
    "replace", "ringscutatnodes", "rotatecoordinates", "rotatecoords", "round", "row_number",
    "rtreedepth", "rtreenode", "rtrim", "sanitizegeometry", "scalecoordinates", "scalecoords",
    "segmentize", "selfintersections", "setendpoint", "setpoint", "setsrid", "setstartpoint",
    "sharedpaths", "shiftcoordinates", "shiftcoords", "shortestline", "sign", "simplify",
    "simplifypreservetopology", "sin", "singlesidedbuffer", "sinh", "snap", "snapandsplit",
    "snaptogrid", "soundex", "spatialite_version", "split", "splitleft", "splitright",
    "sqlite_version", "sqrt", "squaregrid", "srid", "startpoint", "stddev_pop", "stddev_samp",
    "strftime", "substr", "substring", "subtype", "sum", "swapcoordinates", "swapcoords",
    "symdifference", "tan", "tanh", "time", "togars", "total", "touches", "transform",
    "transformxy", "transformxyz", "triangulargrid", "trim", "trunc", "typeof", "unaryunion",
    "unicode", "unixepoch", "unlikely", "updownheight", "uphillheight", "upper", "var_pop",
    "var_samp", "voronojdiagram", "within", "x", "y", "z", "zeroblob"
});
// clang-format on
static_assert(std::ranges::is_sorted(functions));

}  // namespace

bool is_allowed_function(std::string_view name) {
    std::string low{name};
    std::ranges::transform(low, low.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return low.starts_with("st_") || std::ranges::binary_search(functions, std::string_view{low});
}

}  // namespace tamga::store
