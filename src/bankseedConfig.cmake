# Read by find_package(bankseed): the targets bankseed::bank, and those that it stands on.
include(CMakeFindDependencyMacro)
find_dependency(fmt 9) # Linked by schema and bank; no header of bankseed's includes it.
include(${CMAKE_CURRENT_LIST_DIR}/bankseedTargets.cmake)
