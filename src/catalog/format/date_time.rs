//! [`DateTimeValue`]: what DATETIME() returns, a date or a time that is to be formatted, and how.

use fluent_bundle::{FluentArgs, FluentValue};

use crate::args::{Date, DateTime, Number, Time};

/// A moment, and how it is shown: its date, its time or both, each in a style of DATETIME().
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DateTimeValue {
    text: String,
    date: Option<(Date, Style)>,
    time: Option<(Time, Style)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Style {
    Full,
    Long,
    Medium,
    Short,
}

impl DateTimeValue {
    /// A date, a time, both, or the milliseconds since 1970 in UTC, with the options of a call. `None`
    /// if the text is not one of these, or has nothing of what the options ask for.
    ///
    /// Without options a date is shown in the short style, as ECMA-402 §11.1.2 has it, and so is a time
    /// without a date.
    pub(super) fn new(text: &str, named: &FluentArgs<'_>) -> Option<DateTimeValue> {
        let (date, time) = if let Ok(date_time) = text.parse::<DateTime>() {
            (Some(date_time.date()), Some(date_time.time()))
        } else if let Ok(date) = text.parse::<Date>() {
            (Some(date), None)
        } else if let Ok(time) = text.parse::<Time>() {
            (None, Some(time))
        } else {
            Number::parse(text)?;
            let milliseconds = text.split('.').next()?.parse().ok()?;
            let date_time = DateTime::from_unix_milliseconds(milliseconds)?;
            (Some(date_time.date()), Some(date_time.time()))
        };
        let (mut date_style, mut time_style) =
            (Style::find(named, "dateStyle"), Style::find(named, "timeStyle"));
        if date_style.is_none() && time_style.is_none() {
            date_style = Some(Style::Short);
            time_style = date.is_none().then_some(Style::Short);
        }
        let (date, time) = (date.zip(date_style), time.zip(time_style));
        let shown = date.is_some() || time.is_some();
        shown.then(|| DateTimeValue { text: text.to_owned(), date, time })
    }

    /// The text as it was given.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The moment in a locale; without the feature `icu`, the text as it was given.
    #[cfg(not(feature = "icu"))]
    pub(super) fn format(&self, _: &intl_memoizer::concurrent::IntlLangMemoizer) -> String {
        self.text.clone()
    }
}

impl Style {
    fn find(named: &FluentArgs<'_>, option: &str) -> Option<Style> {
        let FluentValue::String(word) = named.get(option)? else {
            return None;
        };
        match &**word {
            "full" => Some(Style::Full),
            "long" => Some(Style::Long),
            "medium" => Some(Style::Medium),
            "short" => Some(Style::Short),
            _ => None,
        }
    }
}

#[cfg(feature = "icu")]
mod icu {
    use icu_calendar::Iso;
    use icu_datetime::DateTimeFormatter;
    use icu_datetime::fieldsets::builder::{DateFields, FieldSetBuilder};
    use icu_datetime::fieldsets::enums::CompositeDateTimeFieldSet;
    use icu_datetime::options::{Length, TimePrecision};
    use icu_locale_core::Locale;
    use intl_memoizer::Memoizable;
    use intl_memoizer::concurrent::IntlLangMemoizer;
    use unic_langid::LanguageIdentifier;

    use super::{DateTimeValue, Style};
    use crate::args::{Date, Time};

    impl DateTimeValue {
        /// The moment in a locale.
        pub(in crate::catalog::format) fn format(&self, memoizer: &IntlLangMemoizer) -> String {
            let (date, date_style) = self.date.unzip();
            let (time, time_style) = self.time.unzip();
            let styles = (date_style, time_style);
            let moment = convert(date, time);
            let formatted = memoizer.with_try_get(styles, |formatter: &DateFormatter| {
                moment.map(|moment| formatter.0.format(&moment).to_string())
            });
            formatted.ok().flatten().unwrap_or_else(|| self.text.clone())
        }
    }

    /// The moment as ICU4X has it; what is not given is not shown either.
    fn convert(date: Option<Date>, time: Option<Time>) -> Option<icu_time::DateTime<Iso>> {
        let (year, month, day) =
            date.map_or((1970, 1, 1), |date| (date.year(), date.month(), date.day()));
        let (hour, minute, second) =
            time.map_or((0, 0, 0), |time| (time.hour(), time.minute(), time.second()));
        Some(icu_time::DateTime {
            date: icu_calendar::Date::try_new_iso(year.into(), month, day).ok()?,
            time: icu_time::Time::try_new(hour, minute, second, 0).ok()?,
        })
    }

    /// What formats the dates and times of a locale, in its own calendar.
    struct DateFormatter(DateTimeFormatter<CompositeDateTimeFieldSet>);

    impl Memoizable for DateFormatter {
        type Args = (Option<Style>, Option<Style>);
        type Error = String;

        fn construct(language: LanguageIdentifier, styles: Self::Args) -> Result<Self, String> {
            let (date, time) = styles;
            let mut fields = FieldSetBuilder::new();
            // One length for both: the date's, where there is one.
            fields.length = date.or(time).map(|style| match style {
                Style::Full | Style::Long => Length::Long,
                Style::Medium => Length::Medium,
                Style::Short => Length::Short,
            });
            fields.date_fields = date.map(|style| match style {
                Style::Full => DateFields::YMDE,
                Style::Long | Style::Medium | Style::Short => DateFields::YMD,
            });
            fields.time_precision = time.map(|style| match style {
                // Without a time zone there is nothing that the longer styles could add.
                Style::Full | Style::Long | Style::Medium => TimePrecision::Second,
                Style::Short => TimePrecision::Minute,
            });
            let fields = fields.build_composite_datetime().map_err(|error| error.to_string())?;
            let locale: Locale = language.to_string().parse().map_err(|_| language.to_string())?;
            DateTimeFormatter::try_new(locale.into(), fields)
                .map(DateFormatter)
                .map_err(|error| error.to_string())
        }
    }
}
