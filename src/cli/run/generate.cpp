#include "cli/run/generate.hpp"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <numeric>
#include <stop_token>

#include <fmt/format.h>

#include "bankseed/bank/bank.hpp"
#include "bankseed/core/error.hpp"
#include "bankseed/rows/catalog.hpp"
#include "cli/configuration/configuration_text.hpp"
#include "cli/configuration/connections.hpp"
#include "cli/configuration/values.hpp"
#include "cli/output.hpp"
#include "cli/report/progress_display.hpp"
#include "cli/report/report.hpp"
#include "cli/report/report_json.hpp"
#include "cli/report/size_estimate.hpp"
#include "cli/report/text_table.hpp"
#include "cli/run/file_destination.hpp"
#include "cli/run/postgres_destination.hpp"
#include "cli/run/recorded_bank.hpp"
#include "cli/run/run_log.hpp"
#include "cli/run/shards/servers_destination.hpp"
#include "cli/run/shards/stage.hpp"
#include "cli/run/signals.hpp"
#include "cli/verification/failure_report.hpp"
#include "cli/verification/json.hpp"
#include "cli/verification/junit.hpp"
#include "cli/verification/text.hpp"
#include "cli/verification/verification.hpp"
#include "cli/verification/whole_file.hpp"
#include "corpus/letters.hpp"
#include "sink/files/sha256.hpp"

namespace bankseed {
namespace {

/// The phase of a step; steps of one phase differ in their tables only.
std::string step_name(const TableSet& tables) {
  for (std::size_t phase = 0; phase < kPhaseCount; ++phase) {
    if ((tables & ~tables_of(static_cast<Phase>(phase))).none())
      return std::string(kPhaseNames[phase]);
  }
  return "rows";
}

/// A bank is cut into one part for each so many customers: as much as is made again, at most, when
/// a run is killed and gone on with. To files a part costs nothing; to PostgreSQL all rows but
/// those of a table's first part have to be frozen later (COPY FREEZE), so that it is ten minutes'
/// work.
constexpr std::uint64_t kCustomersPerPartOfFiles = 1'000'000;
constexpr std::uint64_t kCustomersPerPartOfTables = 5'000'000;

/// One run of the generate command.
class Run {
 public:
  explicit Run(const GenerateOptions& options)
      : options_(options),
        configuration_(effective_configuration(options.bank)),
        connections_(connections_of(options, configuration_.urls)),
        log_(RunLog::of_option(options.log, fmt::format("seed{}", configuration_.bank.seed))),
        output_(file_of_option("--output", options.output, options.files.mode)),
        display_(ProgressDisplay::mode_for(options.quiet), progress_, totals_, options.verbose) {}

  void execute() {
    const auto began = std::chrono::steady_clock::now();
    report_.repeat_command = repeat_command();
    report_.shard = options_.shard;
    log_.event("started: " + report_.repeat_command);
    const SignalWatch signals;
    try {
      const auto make = [this, stop = signals.token()] {
        plan();
        load(stop);
        if (options_.verify) verify_loaded(stop);
      };
      report_failure_of(make, output_.get(), options_.format);
    } catch (const std::exception& error) {
      log_.event(std::string("failed: ") + error.what());
      throw;
    }
    report_.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    print_report();
    const std::string findings = print_findings();
    write_formatted();
    log_.text("\n" + report_json_lines(report_, progress_, configuration_.bank));
    if (verification_) log_.text(verification_json_lines(*verification_));
    if (!findings.empty()) {
      const bool is_wrong = verification_->report.count(verify::Verdict::kFails) > 0;
      throw Error(fmt::format("the bank is loaded, but {}: {}",
                              is_wrong ? "it is not right" : "not all of it could be checked",
                              findings));
    }
  }

 private:
  void plan() {
    display_.begin_stage("plan");
    bank_ = std::make_unique<const Bank>(configuration_.bank);
    if (configuration_.bank.as_of > today()) {
      tell("the bank is as of a day to come, and has rows until " +
           to_text(configuration_.bank.as_of));
    }
    if (configuration_.bank.is_snapshot()) {
      tell("the bank as it was on the morning of " + to_text(*configuration_.bank.seen_on));
    }
    if (!options_.prepare) totals_ = estimate_rows(*bank_, spread_of(options_));
    end_stage();
  }

  /// What is made of the bank.
  [[nodiscard]] Part shard() const { return shard_of(options_); }

  void load(const std::stop_token& stop) {
    if (stop.stop_requested()) throw Interrupted();
    const bool starts_server = options_.target == "postgres" && !connections_ && !options_.map;
    if (starts_server) display_.begin_stage("server");
    target_ = make_target();
    if (starts_server) end_stage();
    const std::stop_callback interrupt(stop, [this] { target_->interrupt(); });
    try {
      if (options_.map && options_.shard) {
        naming(options_.map->server_of(shard().index), [&] { load_into(*target_, stop); });
      } else {
        load_into(*target_, stop);
      }
    } catch (const DatabaseError& error) {
      undo();
      // Nobody is told that nothing was tried when something was.
      if (error.exit_code() != ExitCode::kUsage || !target_->has_changed()) throw;
      throw DatabaseError(error.what(), error.where());
    } catch (...) {
      undo();
      throw;
    }
    report_.target = target_->description();
    report_.done = done_text(options_);
    report_.has_rows = !options_.prepare && !options_.finish;
    if (!options_.finish) return;
    for (std::size_t i = 0; i < kTableCount; ++i)
      report_.finished_rows += bank_->row_count(TableId{static_cast<std::uint16_t>(i)});
  }

  /// What could not be undone is said to those, too, who want to hear of nothing else.
  void undo() {
    for (const std::string& note : target_->abort()) {
      display_.warn(note);
      log_.event(note);
    }
  }

  [[nodiscard]] std::unique_ptr<Destination> make_target() {
    if (options_.target == "null") return std::make_unique<NullDestination>();
    const BankOptions& bank = configuration_.bank;
    if (const auto format = file_format_of(options_.target))
      return make_file_target(in_dialect(*format, options_.files.for_excel, bank.locale));
    LoadOptions options;
    options.tables = all_tables();
    options.wide_keys = tables_with_wide_keys(*bank_);
    options.rows = std::accumulate(totals_.begin(), totals_.end(), std::uint64_t{0});
    options.truncate = options_.truncate;
    options.cascade = options_.cascade;
    options.keep_constraints = options_.keep_constraints;
    options.views = options_.views;
    // With keys in place a row that refers to one of its own table has to come with it.
    options.parts = options_.keep_constraints ? 1 : parts(kCustomersPerPartOfTables);
    options.stage = stage_of(options_);
    options.shard = shard();
    if (options_.resume || options.stage != LoadStage::kWhole) {
      options.resume = [bank](const RunDescription& run) { return differences(run, bank); };
    }
    options.jobs = static_cast<unsigned>(options_.jobs.value_or(0));
    options.letters = corpus::letters_of(bank.locale);
    options.run = {.seed = bank.seed,
                   .as_of = to_text(bank.as_of),
                   .configuration = configuration_text(configuration_, std::nullopt),
                   .algorithm_version = kAlgorithmVersion,
                   .program_version = BANKSEED_VERSION};
    options.on_wait = [this](const std::string& text) { display_.note(text); };
    if (options_.map && !options_.shard)
      return std::make_unique<ServersDestination>(*options_.map, options_.patience, options);
    if (options_.map) options.here = options_.map->server_of(shard().index).shards;
    auto target = std::make_unique<PostgresDestination>(
        connections_, configuration_.server_binaries, options_.patience, std::move(options));
    loaded_ = &target->connections();
    return target;
  }

  [[nodiscard]] std::uint64_t parts(std::uint64_t customers_per_part) const {
    const std::uint64_t usual = configuration_.bank.customers / shard().count / customers_per_part;
    return options_.parts.value_or(std::max<std::uint64_t>(1, usual));
  }

  [[nodiscard]] std::unique_ptr<Destination> make_file_target(Format format) const {
    const FileOptions& files = options_.files;
    const TableSet tables = files.tables.value_or(all_tables());
    const Compression compression = files.compression.value_or(default_compression(format));
    const FileLayout layout = {
        .format = format, .compression = compression, .bytes_per_file = files.bytes_per_file};
    // The first shard is as large as any, and all are laid out alike.
    const bool too_large =
        exceeds_one_file(layout, Part{0, shard().count}.last(bank_->block_count()));
    if (files.to_standard_output()) {
      if (too_large) {
        throw UsageError(
            "--out - is one file, and Parquet's takes 8 million customers; "
            "--out FOLDER writes several");
      }
      return std::make_unique<StreamDestination>(tables, format, compression);
    }
    const BankOptions& bank = configuration_.bank;
    FileDestination::Options options;
    options.directory = directory_for(*files.out);
    if (options_.truncate) options.replace = OutputDirectory::Replace::kListed;
    options.tables = tables;
    options.layout = layout;
    options.layout.in_parts = files.in_parts() || too_large;
    options.rows_per_file = files.rows_per_file;
    options.parts = parts(kCustomersPerPartOfFiles);
    options.resume = options_.resume;
    options.mode = files.mode;
    options.manifest = Manifest{
        .program_version = BANKSEED_VERSION,
        .algorithm_version = kAlgorithmVersion,
        .seed = bank.seed,
        .as_of = to_text(bank.as_of),
        .seen_on = bank.seen_on ? to_text(*bank.seen_on) : "",
        .locale = std::string(name_of(bank.locale)),
        .customers = bank.customers,
        .employees = bank_->row_count(kTableId<EmployeesRow>),
        .settings_sha256 = sha256_hex(
            configuration_text({.bank = bank, .urls = {}, .server_binaries = {}}, std::nullopt)),
        .format = options_.files.for_excel ? options_.target + ", dialect excel" : options_.target,
        .compression = std::string(name_of(compression)),
        .package = {},
        .files = {},
        .shard = options_.shard};
    return std::make_unique<FileDestination>(std::move(options));
  }

  /// A shard has a folder of its own in the one that all are given.
  [[nodiscard]] std::filesystem::path directory_for(const std::filesystem::path& out) const {
    return options_.shard ? out / shard_folder(*options_.shard) : out;
  }

  void load_into(Destination& target, const std::stop_token& stop) {
    const auto stage_names = target.stage_names();
    prepare(target, stage_names.prepare);
    PipelineOptions pipeline_options = target.pipeline_options();
    pipeline_options.jobs = options_.jobs.value_or(0);
    pipeline_options.digest = options_.digest;
    SpreadPipelines pipeline(*bank_, target.sinks(), pipeline_options, spread_of(options_),
                             progress_, stop);
    leave_out_of_totals(target, pipeline);
    for (const TableSet& tables : target.steps()) {
      display_.begin_stage(step_name(tables), tables);
      for (Part part{0, target.parts()}; part.index < part.count; ++part.index) {
        const TableSet missing = tables & ~target.written(part);
        if (missing.none()) continue;
        pipeline.run_step(missing, part);
        if (!part.is_last()) target.end_part(part);
      }
      end_stage();
    }
    digests_ = pipeline.digests();
    if (options_.digest) {
      add_digests_of_written(target, pipeline_options, stop);
      target.take_digests(digests_);
    }
    if (!stage_names.finish.empty()) display_.begin_stage(stage_names.finish);
    target.finish([this](const std::string& text) { display_.describe_stage(text); });
    if (!stage_names.finish.empty()) end_stage();
  }

  /// Those of what an earlier attempt has written: made once more, for nobody, and cut into the
  /// same parts, which are of batches, and so go by the format.
  void add_digests_of_written(const Destination& target,
                              const PipelineOptions& pipeline_options,
                              const std::stop_token& stop) {
    NullDestination nowhere;
    Progress unseen;
    SpreadPipelines pipeline(*bank_, nowhere.sinks(), pipeline_options, spread_of(options_), unseen,
                             stop);
    for (Part part{0, target.parts()}; part.index < part.count; ++part.index) {
      const TableSet written = target.written(part);
      if (written.any()) pipeline.run_step(written, part);
    }
    const auto digests = pipeline.digests();
    for (std::size_t i = 0; i < kRowTypeCount; ++i)
      digests_[i] += digests[i];
  }

  /// What an earlier attempt has written will not come.
  void leave_out_of_totals(const Destination& target, const SpreadPipelines& pipeline) {
    for (Part part{0, target.parts()}; part.index < part.count; ++part.index) {
      const TableSet written = target.written(part);
      for (std::size_t i = 0; i < kTableCount; ++i) {
        const TableId table{static_cast<std::uint16_t>(i)};
        if (written[i]) totals_[i] -= pipeline.row_count(table, part);
      }
    }
  }

  void verify_loaded(const std::stop_token& stop) {
    require_whole(read_recorded_bank(*loaded_, nullptr),
                  "they are finished, rules are of the whole",
                  "run 'bankseed verify --server-map FILE'");
    verify::Options options;
    options.jobs = options_.jobs.value_or(0);
    expect_bank(configuration_.bank, options);
    if (const auto note = settings_note(configuration_.bank.settings)) tell(*note);
    display_.begin_stage("verification");
    verification_ = Verification{};
    verification_->seed = configuration_.bank.seed;
    verification_->where = target_->description();
    verification_->report =
        run_verification(*loaded_, options, stop,
                         [this](const std::string& text) { display_.describe_stage(text); });
    end_stage();
    log_.event("verified: " + verification_summary(verification_->report));
  }

  /// What the verification has found, in a few words; empty when everything holds.
  [[nodiscard]] std::string print_findings() {
    if (!verification_) return "";
    const std::string findings = verification_text(*verification_, {.only_findings = true});
    if (findings.empty()) return "";
    log_.text("\n" + findings);
    if (prints_text()) write_output(options_.quiet ? findings : "\n" + findings);
    return verification_summary(verification_->report);
  }

  void prepare(Destination& target, const std::string& stage_name) {
    if (!stage_name.empty()) display_.begin_stage(stage_name);
    const auto notes = target.prepare();
    if (!stage_name.empty()) end_stage();
    for (const std::string& note : notes)
      tell(note);
  }

  void end_stage() {
    const StageView stage = display_.end_stage();
    log_.event(ended_line(stage));
    report_.stages.push_back(stage);
  }

  void tell(const std::string& note) {
    display_.note(note);
    log_.event(note);
  }

  void print_report() {
    std::string text =
        report_text(report_, progress_, options_.verbose ? Detail::kTables : Detail::kDatabases);
    if (verification_)
      text += "verified:     " + verification_summary(verification_->report) + "\n";
    if (log_.path()) text += "log:          " + log_.path()->string() + "\n";
    text += next_steps();
    log_.event("done");
    log_.text("\n" + text);
    if (!options_.quiet && prints_text()) write_report(text);
    if (!options_.digest) return;
    const std::string digests = digest_text(digests_);
    log_.text("\n" + digests);
    if (prints_text()) write_report(options_.quiet ? digests : "\n" + digests);
  }

  /// False where standard output is for a program to read.
  [[nodiscard]] bool prints_text() const { return options_.format == "text" || output_; }

  /// The report as --format and --output want it.
  void write_formatted() {
    if (prints_text() && !output_) return;
    std::string text;
    if (options_.format == "junit") {
      text = verification_junit(*verification_);
    } else if (options_.format == "json") {
      text = report_json(report_, progress_, configuration_.bank, digests_, verification_);
    } else {
      text = report_text(report_, progress_, Detail::kTables);
      if (verification_) text += "\n" + verification_text(*verification_, {});
    }
    if (output_) {
      output_->publish(text);
    } else {
      write_report(text);
    }
  }

  [[nodiscard]] std::string next_steps() const {
    const bool is_last = !options_.prepare && stage_of(options_) != LoadStage::kShard;
    return next_steps_text(
        is_last ? target_->next_steps() : steps_after(options_, configuration_.bank),
        options_.program, connection_text());
  }

  void write_report(const std::string& text) const {
    if (options_.files.to_standard_output()) {
      std::cerr << text << std::flush;
    } else {
      write_output(text);
    }
  }

  [[nodiscard]] std::string repeat_command() const {
    std::string text =
        shell_word(options_.program) + " generate " + bank_options_text(configuration_.bank);
    if (options_.verify) text += " --verify";
    if (options_.views) text += " --views";
    if (options_.jobs) text += " --jobs " + std::to_string(*options_.jobs);
    if (options_.keep_constraints) text += " --keep-constraints";
    if (options_.parts) text += " --parts " + std::to_string(*options_.parts);
    if (options_.digest) text += " --digest";
    if (options_.format != "text") text += " --format " + options_.format;
    if (options_.output) text += " --output " + shell_word(options_.output->string());
    text += stage_options_text(options_);
    if (options_.target == "null") return text + " --to null";
    if (file_format_of(options_.target)) {
      text += " --to " + options_.target + file_options_text(options_.files);
      return options_.files.to_standard_output() ? text : text + " --truncate";
    }
    // What the run leaves behind has to go before it can be repeated.
    const LoadStage stage = stage_of(options_);
    if (stage == LoadStage::kWhole || stage == LoadStage::kPrepare) text += " --truncate";
    return text + connection_text();
  }

  [[nodiscard]] std::string connection_text() const {
    if (options_.map) return options_.map->option_text();
    return connection_options_text(connections_, configuration_file(options_.bank.sources));
  }

  const GenerateOptions& options_;
  Configuration configuration_;
  std::optional<ConnectionSettings> connections_;  // Nothing: the private cluster, or no server.
  RunLog log_;
  std::unique_ptr<WholeFile> output_;  // Of the report; null: none.
  Progress progress_;
  TableRows totals_{};
  ProgressDisplay display_;
  std::unique_ptr<const Bank> bank_;
  std::unique_ptr<Destination> target_;
  const ConnectionSettings* loaded_ = nullptr;  // The target's databases, where it is some.
  TableDigests digests_;
  std::optional<Verification> verification_;
  RunReport report_;
};

}  // namespace

void generate(const GenerateOptions& options) {
  if (options.verify && options.target != "postgres") {
    throw UsageError("--verify needs databases to look at, and --to " + options.target +
                     " loads none");
  }
  if (options.views && options.target != "postgres") {
    throw UsageError("--views makes views in databases, and --to " + options.target +
                     " loads none");
  }
  check_stage(options);
  if (options.format == "junit" && !options.verify)
    throw UsageError("--format junit reports a verification; say --verify, too");
  if (options.keep_constraints && options.parts.value_or(1) != 1) {
    throw UsageError("--keep-constraints loads each table in one part; leave --parts out");
  }
  if (options.resume && (options.target == "null" || options.files.to_standard_output())) {
    throw UsageError("--resume needs databases or a folder, where what is done is kept");
  }
  if (options.output && options.files.out && lies_in(*options.output, *options.files.out)) {
    throw UsageError("--output: " + options.output->string() +
                     " lies in the folder of the bank's files; name one elsewhere");
  }
  Run(options).execute();
}

}  // namespace bankseed
