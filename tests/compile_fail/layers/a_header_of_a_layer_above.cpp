// error: bank/model/model.hpp: No such file or directory
// layer: rows
// compiles in: bank

#include "bank/model/model.hpp"
