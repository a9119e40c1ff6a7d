// What Python sees of the bank; src/python/bankseed/__init__.py is what people see of this.

#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/error.hpp"
#include "cli/configuration/configuration.hpp"
#include "python/bank.hpp"
#include "python/settings.hpp"

namespace nb = nanobind;

namespace bankseed::python {
namespace {

using Columns = std::optional<std::vector<std::string>>;

// The names of the capsules are those of Arrow's PyCapsule interface:
// https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html
constexpr const char* kSchemaCapsule = "arrow_schema";
constexpr const char* kStreamCapsule = "arrow_array_stream";

template <class Struct>
nb::capsule capsule_of(std::unique_ptr<Struct> owned, const char* name) {
  // Whoever takes what is in it leaves it without a release.
  return nb::capsule(owned.release(), name, [](void* data) noexcept {
    const std::unique_ptr<Struct> left(static_cast<Struct*>(data));
    if (left->release != nullptr) left->release(left.get());
  });
}

nb::capsule schema_capsule(const PythonBank& bank,
                           const std::string& table,
                           const Columns& columns) {
  auto schema = std::make_unique<ArrowSchema>();
  bank.export_schema(table, columns, *schema);
  return capsule_of(std::move(schema), kSchemaCapsule);
}

nb::capsule stream_capsule(const PythonBank& bank,
                           const std::string& table,
                           const Columns& columns,
                           std::size_t jobs) {
  auto stream = std::make_unique<ArrowArrayStream>();
  export_stream(bank.batches(table, columns, jobs), *stream);
  return capsule_of(std::move(stream), kStreamCapsule);
}

}  // namespace
}  // namespace bankseed::python

NB_MODULE(_native, module) {
  using namespace bankseed;          // NOLINT(google-build-using-namespace)
  using namespace bankseed::python;  // NOLINT(google-build-using-namespace)
  nb::register_exception_translator([](const std::exception_ptr& thrown, void* /*unused*/) {
    try {
      std::rethrow_exception(thrown);
    } catch (const UsageError& error) {
      PyErr_SetString(PyExc_ValueError, error.what());
    } catch (const Error& error) {
      PyErr_SetString(PyExc_RuntimeError, error.what());
    }
  });
  module.def("table_names", &table_names);
  module.def("dataset_names", &dataset_names);
  nb::class_<PythonBank>(module, "Bank")
      .def("__init__",
           [](PythonBank* self, std::uint64_t customers, std::uint64_t seed,
              const std::optional<std::string>& as_of, const std::optional<std::string>& seen_on,
              const std::string& locale, std::uint64_t employees, const std::string& settings) {
             new (self) PythonBank(bank_options({.customers = customers,
                                                 .seed = seed,
                                                 .as_of = as_of,
                                                 .seen_on = seen_on,
                                                 .locale = locale,
                                                 .employees = employees,
                                                 .settings = settings}));
           })
      .def_prop_ro("customers", [](const PythonBank& bank) { return bank.options().customers; })
      .def_prop_ro("seed", [](const PythonBank& bank) { return bank.options().seed; })
      .def_prop_ro("as_of", [](const PythonBank& bank) { return to_text(bank.options().as_of); })
      .def_prop_ro("seen_on",
                   [](const PythonBank& bank) { return to_text(bank.options().day_seen()); })
      .def_prop_ro(
          "locale",
          [](const PythonBank& bank) { return std::string(name_of(bank.options().locale)); })
      .def_prop_ro("employees", &PythonBank::employees)
      .def_prop_ro("shard", &PythonBank::shard)
      .def_prop_ro("settings",
                   [](const PythonBank& bank) { return changed_settings_of(bank.options()); })
      .def("with_shard", &PythonBank::with_shard)
      .def("row_count", &PythonBank::row_count, nb::call_guard<nb::gil_scoped_release>())
      .def("row_count_at_most", &PythonBank::row_count_at_most)
      .def("schema", &schema_capsule, nb::arg("table"), nb::arg("columns").none())
      .def("stream", &stream_capsule, nb::arg("table"), nb::arg("columns").none(), nb::arg("jobs"))
      .def("show", &PythonBank::show, nb::call_guard<nb::gil_scoped_release>());
}
