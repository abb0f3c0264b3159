//! [`Cells`]: codes as a spreadsheet may have rewritten them, `4.00001E+05` for 400001.
//!
//! Nothing is restored: a spreadsheet has rounded what it shows, and has taken leading zeros away, so that nobody can
//! tell which code it was. Only `="400142"`, which keeps a code from being rewritten, stands for what is in its quotes.

/// The cells of a column of codes, which are judged together: where some are `404.13`, `404.0` is a name too.
pub(in crate::workbench) struct Cells {
    have_dots: bool,
}

impl Cells {
    pub(in crate::workbench) fn of<'c>(cells: impl IntoIterator<Item = &'c str>) -> Cells {
        let is_name = |cell: &str| {
            let parts = cell.trim().split_once('.').filter(|(whole, _)| is_digits(whole));
            parts.is_some_and(|(_, rest)| {
                is_digits(rest) && matches!(rest.len(), 1 | 2) && !is_zeros(rest)
            })
        };
        Cells { have_dots: cells.into_iter().any(is_name) }
    }

    /// The code in a cell.
    ///
    /// # Errors
    ///
    /// That a spreadsheet has made something else of it, and what to do.
    pub(in crate::workbench) fn code<'c>(&self, cell: &'c str) -> Result<&'c str, String> {
        let cell = cell.trim();
        if let Some(code) = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
            return Ok(code);
        }
        let Some(form) = self.form(cell) else { return Ok(cell) };
        Err(format!(
            "`{cell}`: a spreadsheet has rewritten this code as {form}: format the column as text, write the code \
             again, and export again"
        ))
    }

    /// What a spreadsheet has made of a code.
    fn form(&self, cell: &str) -> Option<&'static str> {
        let number = cell.strip_prefix(['-', '+']).unwrap_or(cell);
        if let Some((mantissa, exponent)) = number.split_once(['e', 'E']) {
            let digits = exponent.strip_prefix(['-', '+']);
            let (whole, rest) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
            if digits.is_some_and(is_digits) && is_digits(whole) && is_digits(rest) {
                return Some("a number with an exponent");
            }
        }
        let is_separator =
            |c: char| matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{A0}' | '\u{202F}');
        let parts: Vec<&str> = number.split(is_separator).collect();
        if let [first, rest @ ..] = &parts[..]
            && !rest.is_empty()
            && parts.iter().all(|part| is_digits(part))
        {
            // A full stop may belong to a name, `404.13`, and no code has the other signs between digits.
            let may_be_name = self.have_dots && rest.len() == 1 && number.contains('.');
            let is_grouped = first.len() <= 3 && rest.iter().all(|part| part.len() == 3);
            let is_fraction = rest.len() == 1 && rest[0].len() > 3;
            return match number.contains(|c| is_separator(c) && c != '.') {
                _ if is_date(cell) => Some("a date"),
                false if rest.len() == 1 && is_zeros(rest[0]) && !may_be_name => {
                    Some("a number with decimals")
                }
                false if (is_grouped && !may_be_name) || is_fraction => {
                    Some("a number with a separator between its digits")
                }
                false => None,
                true => Some("a number with a separator between its digits"),
            };
        }
        if is_date(cell) {
            return Some("a date");
        }
        let faults = ["#N/A", "#NAME?", "#NUM!", "#REF!", "#VALUE!", "#DIV/0!", "#NULL!"];
        faults.contains(&cell).then_some("a mistake in a formula")
    }
}

/// The months, as spreadsheets abbreviate them.
const MONTHS: &str = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";

/// Whether a cell is a date in one of the forms that spreadsheets show: `2024-01-05`, `1/5/2024`, `05.01.2024`,
/// `5-Jan`, `Jan-05`, `5-Jan-24`, with or without a time.
fn is_date(cell: &str) -> bool {
    let date = cell.split([' ', 'T']).next().unwrap_or_default();
    let Some(sign) = date.chars().find(|c| matches!(c, '-' | '/' | '.')) else { return false };
    let parts: Vec<&str> = date.split(sign).collect();
    let is_number = |part: &&str| is_digits(part) && matches!(part.len(), 1 | 2 | 4);
    let is_month = |part: &&str| MONTHS.split(' ').any(|month| month == *part);
    let is_day = |part: &&str| is_digits(part) && part.len() < 3;
    match &parts[..] {
        [year, month, day] if year.len() == 4 => is_number(year) && is_day(month) && is_day(day),
        [day, month, year] if is_month(month) => is_day(day) && is_number(year),
        [one, other, year] => is_day(one) && is_day(other) && is_digits(year) && year.len() == 4,
        [one, other] if sign == '-' => {
            (is_day(one) && is_month(other)) || (is_month(one) && is_number(other))
        }
        _ => false,
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_zeros(text: &str) -> bool {
    text.bytes().all(|byte| byte == b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_made_of_a_code_is_known() {
        let exponent = "a number with an exponent";
        let separator = "a number with a separator between its digits";
        for (cell, expected) in [
            ("4.00001E+05", exponent),
            ("4E+05", exponent),
            ("-1,121e+003", exponent),
            ("4.00142E-05", exponent),
            ("400142.0", "a number with decimals"),
            ("-1121.00", "a number with decimals"),
            ("400.142", separator),
            ("400,142", separator),
            ("4,00142", separator),
            ("4.00142", separator),
            ("1.400.142", separator),
            ("400\u{202F}142", separator),
            ("400'142", separator),
            ("2024-01-05", "a date"),
            ("2024-01-05 00:00:00", "a date"),
            ("1/5/2024", "a date"),
            ("05.01.2024", "a date"),
            ("5-Jan", "a date"),
            ("Jan-05", "a date"),
            ("5-Jan-24", "a date"),
            ("5-Sep", "a date"),
            ("#NAME?", "a mistake in a formula"),
        ] {
            let said = Cells::of(["400142", cell]).code(cell).unwrap_err();
            assert!(said.contains(&format!("as {expected}: format")), "{cell}: {said}");
        }
    }

    #[test]
    fn a_code_is_left_as_it_is() {
        for cell in [
            "400142",
            "-1121",
            "0400142",
            "card_declined",
            "InvalidParameter.Format",
            "22P02",
            "2E000",
            "0E000",
            "ddl:1054",
            "404.13",
            "E-05",
            "SEP-01",
            "1-2",
            "1.2.3",
            "v1.0",
            "A.000",
            "10.1.2.3",
            "",
        ] {
            assert_eq!(Cells::of([cell]).code(cell), Ok(cell));
        }
        // The sub-statuses of a web server.
        for cell in ["404.0", "404.13", "500.100"] {
            assert_eq!(Cells::of(["404.0", "404.13", "500.100"]).code(cell), Ok(cell));
        }
        assert_eq!(Cells::of([]).code(" =\"400142\" "), Ok("400142"));
    }
}
