#include "ledger/csv.hpp"

#include <algorithm>
#include <stdexcept>

#include "ledger/currency.hpp"
#include "ledger/parse.hpp"

namespace ledger {
namespace {

std::string quoted(const std::string& field) {
  if (field.find_first_of(",\"\n") == std::string::npos) return field;
  std::string text = "\"";
  for (const char letter : field) text += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return text + "\"";
}

parse::Result<std::string> read_field(std::string_view input) {
  if (input.empty() || input.front() != '"') {
    const auto length = std::min(input.find_first_of(",\n"), input.size());
    return parse::Read<std::string>{std::string{input.substr(0, length)}, input.substr(length)};
  }
  std::string field;
  for (std::size_t i = 1; i < input.size(); ++i) {
    if (input[i] != '"') {
      field += input[i];
    } else if (i + 1 < input.size() && input[i + 1] == '"') {
      field += input[i++];
    } else {
      return parse::Read<std::string>{field, input.substr(i + 1)};
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<CsvRow> read_csv(std::string_view text) {
  using namespace parse;
  const auto more = map(sequence(literal(","), read_field), [](auto read) { return std::get<1>(read); });
  const auto row = map(sequence(read_field, many(more), maybe(literal("\n"))), [](auto read) {
    CsvRow fields = std::get<1>(read);
    fields.insert(fields.begin(), std::get<0>(read));
    return fields;
  });
  const auto rows = whole(many(row), text);
  if (!rows) throw std::invalid_argument("a quotation is not closed");
  return *rows;
}

std::string write_csv(const std::vector<CsvRow>& rows) {
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) text += (i == 0 ? "" : ",") + quoted(row[i]);
    text += '\n';
  }
  return text;
}

std::vector<Entry> import_bank_rows(std::string_view text, const Account& bank, const Account& other,
                                    const std::string& code) {
  std::vector<Entry> entries;
  for (const auto& row : read_csv(text)) {
    if (row.size() != 3) throw std::invalid_argument("a row needs date, text and amount");
    const auto date = parse_date(row[0]);
    const auto amount = currency(code).parse(row[2]);
    if (!date || !amount) throw std::invalid_argument("cannot read " + row[0] + " " + row[2]);
    entries.push_back(transfer(*date, row[1], other, bank, *amount));
  }
  return entries;
}

}  // namespace ledger
