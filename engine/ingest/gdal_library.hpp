// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/shared_library.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

// Their header, ogrsf_frmts.h, is of C++ classes that we have no use for.
extern "C" {
void RegisterOGRFlatGeobuf();
void RegisterOGRGeoPackage();
}

namespace tamga::ingest {

/// GDAL's functions. It brings a hundred libraries along, and GeoJSON and CSV have no use for it.
struct GdalLibrary {
    base::SharedLibrary library{TAMGA_GDAL};

    TAMGA_FUNCTION(CPLGetErrorHandlerUserData);
    TAMGA_FUNCTION(CPLPopErrorHandler);
    TAMGA_FUNCTION(CPLPushErrorHandlerEx);
    TAMGA_FUNCTION(CPLSetConfigOption);
    TAMGA_FUNCTION(CPLSetThreadLocalConfigOption);
    TAMGA_FUNCTION(CSLDestroy);
    TAMGA_FUNCTION(GDALAllRegister);
    TAMGA_FUNCTION(GDALClose);
    TAMGA_FUNCTION(GDALCreate);
    TAMGA_FUNCTION(GDALDatasetCommitTransaction);
    TAMGA_FUNCTION(GDALDatasetCreateLayer);
    TAMGA_FUNCTION(GDALDatasetGetLayer);
    TAMGA_FUNCTION(GDALDatasetGetLayerByName);
    TAMGA_FUNCTION(GDALDatasetGetLayerCount);
    TAMGA_FUNCTION(GDALDatasetGetNextFeature);
    TAMGA_FUNCTION(GDALDatasetStartTransaction);
    TAMGA_FUNCTION(GDALDeregisterDriver);
    TAMGA_FUNCTION(GDALGetDatasetDriver);
    TAMGA_FUNCTION(GDALGetDriver);
    TAMGA_FUNCTION(GDALGetDriverByName);
    TAMGA_FUNCTION(GDALGetDriverCount);
    TAMGA_FUNCTION(GDALGetDriverShortName);
    TAMGA_FUNCTION(GDALOpenEx);
    TAMGA_FUNCTION(GDALRegisterDriver);
    TAMGA_FUNCTION(OGR_FD_GetFieldCount);
    TAMGA_FUNCTION(OGR_FD_GetFieldDefn);
    TAMGA_FUNCTION(OGR_F_Create);
    TAMGA_FUNCTION(OGR_F_Destroy);
    TAMGA_FUNCTION(OGR_F_GetFID);
    TAMGA_FUNCTION(OGR_F_GetFieldAsDateTimeEx);
    TAMGA_FUNCTION(OGR_F_GetFieldAsDouble);
    TAMGA_FUNCTION(OGR_F_GetFieldAsDoubleList);
    TAMGA_FUNCTION(OGR_F_GetFieldAsInteger64);
    TAMGA_FUNCTION(OGR_F_GetFieldAsInteger64List);
    TAMGA_FUNCTION(OGR_F_GetFieldAsIntegerList);
    TAMGA_FUNCTION(OGR_F_GetFieldAsString);
    TAMGA_FUNCTION(OGR_F_GetFieldAsStringList);
    TAMGA_FUNCTION(OGR_F_GetGeometryRef);
    TAMGA_FUNCTION(OGR_F_IsFieldSetAndNotNull);
    TAMGA_FUNCTION(OGR_F_SetFieldDouble);
    TAMGA_FUNCTION(OGR_F_SetFieldInteger);
    TAMGA_FUNCTION(OGR_F_SetFieldInteger64);
    TAMGA_FUNCTION(OGR_F_SetFieldNull);
    TAMGA_FUNCTION(OGR_F_SetFieldString);
    TAMGA_FUNCTION(OGR_F_SetGeometryDirectly);
    TAMGA_FUNCTION(OGR_Fld_Create);
    TAMGA_FUNCTION(OGR_Fld_Destroy);
    TAMGA_FUNCTION(OGR_Fld_GetNameRef);
    TAMGA_FUNCTION(OGR_Fld_GetSubType);
    TAMGA_FUNCTION(OGR_Fld_GetType);
    TAMGA_FUNCTION(OGR_Fld_SetSubType);
    TAMGA_FUNCTION(OGR_GT_Flatten);
    TAMGA_FUNCTION(OGR_G_AddGeometryDirectly);
    TAMGA_FUNCTION(OGR_G_AddPoint_2D);
    TAMGA_FUNCTION(OGR_G_CreateGeometry);
    TAMGA_FUNCTION(OGR_G_DestroyGeometry);
    TAMGA_FUNCTION(OGR_G_GetGeometryCount);
    TAMGA_FUNCTION(OGR_G_GetGeometryRef);
    TAMGA_FUNCTION(OGR_G_GetGeometryType);
    TAMGA_FUNCTION(OGR_G_GetLinearGeometry);
    TAMGA_FUNCTION(OGR_G_GetPointCount);
    TAMGA_FUNCTION(OGR_G_GetPoints);
    TAMGA_FUNCTION(OGR_G_HasCurveGeometry);
    TAMGA_FUNCTION(OGR_G_Is3D);
    TAMGA_FUNCTION(OGR_G_IsEmpty);
    TAMGA_FUNCTION(OGR_G_IsMeasured);
    TAMGA_FUNCTION(OGR_G_SetPoints);
    TAMGA_FUNCTION(OGR_L_CreateFeature);
    TAMGA_FUNCTION(OGR_L_CreateField);
    TAMGA_FUNCTION(OGR_L_GetFeatureCount);
    TAMGA_FUNCTION(OGR_L_GetGeomType);
    TAMGA_FUNCTION(OGR_L_GetLayerDefn);
    TAMGA_FUNCTION(OGR_L_GetName);
    TAMGA_FUNCTION(OGR_L_GetNextFeature);
    TAMGA_FUNCTION(OGR_L_GetSpatialRef);
    TAMGA_FUNCTION(OGR_L_ResetReading);
    TAMGA_FUNCTION(OSREPSGTreatsAsLatLong);
    TAMGA_FUNCTION(OSREPSGTreatsAsNorthingEasting);
    TAMGA_FUNCTION(OSRExportToWktEx);
    TAMGA_FUNCTION(OSRGetDataAxisToSRSAxisMapping);
    TAMGA_FUNCTION(OSRGetName);
    TAMGA_FUNCTION(OSRImportFromEPSG);
    TAMGA_FUNCTION(OSRNewSpatialReference);
    TAMGA_FUNCTION(OSRRelease);
    TAMGA_FUNCTION(OSRSetAxisMappingStrategy);
    TAMGA_FUNCTION(RegisterOGRFlatGeobuf);
    TAMGA_FUNCTION(RegisterOGRGeoPackage);
    TAMGA_FUNCTION(VSIFCloseL);
    TAMGA_FUNCTION(VSIFOpenL);
    TAMGA_FUNCTION(VSIFReadL);
    TAMGA_FUNCTION(VSIFileFromMemBuffer);
    TAMGA_FUNCTION(VSIFree);
    TAMGA_FUNCTION(VSIReadDirRecursive);
    TAMGA_FUNCTION(VSIUnlink);
};

/// Loads it at the first call. Throws as SharedLibrary does.
inline const GdalLibrary& gdal() {
    static const GdalLibrary library;
    return library;
}

}  // namespace tamga::ingest
