### The words of the page of “codeword preview”.

## Where one is

code-codes = Codes
code-message = Message
code-locale = Locale
code-language = Page in
code-source = Source
code-translation = Translation
code-text = Text
code-findings = Findings
code-back = Back to the list
code-choose = Choose a code from the list
code-read-only = Read-only
code-keys = / searches, arrows choose, Enter opens, Esc goes back

## Search and filters

code-search = Search
code-search-hint = Search codes, names and texts
code-filters = Filters
code-state = State
code-rule = Rule
code-group = Group
code-from = From code
code-to = To code
code-clear = Clear
code-all = All
code-any-finding = Any finding
code-nothing = No code matches

## States of a message

code-state-translated = Translated
code-state-outdated = Outdated
code-state-untranslated = Untranslated
code-state-missing = Missing
code-state-copy = Copy
code-state-source = Source
code-severity-error = Error
code-severity-warning = Warning
code-severity-note = Note

## Reader

code-reader = As its reader gets it
code-answers = answers
code-by-default = the default, as nothing matches
code-matched = the best match for
code-distance = distance
code-lacks = lacks the code
code-chain = The order in which they are tried
code-incomplete = Incomplete
code-pseudo = Pseudo-locales
code-kind = Kind
code-kind-string = Text
code-kind-number = Number
code-kind-date = Date
code-unread = Write a number such as 5, or a date such as 2026-01-31
code-body = The body of a response
code-body-before = Before
code-body-after = After
code-body-sample = Make it from the values above
code-outcome-localized = localized
code-outcome-same = left as it is: it says this already
code-outcome-incomplete = left as it is: the message lacks a value
code-outcome-own-text = left as it is: its text is the upstream’s own
code-outcome-excluded-code = left as it is: the policy excludes this code
code-outcome-unknown-code = left as it is: no locale has this code
code-outcome-no-pair = left as it is: it has no pair of a code and a text
code-outcome-odd-pair = left as it is: its code or its text is of another kind
code-outcome-invalid-json = left as it is: it is not JSON

## Editing

code-save = Save
code-undo = Undo
code-copy-source = Copy the source
code-saved = Saved
code-conflict = Not saved: somebody else has changed this message. It now says what stands below; save again to replace it
code-refused = Not saved: this would break the message
code-changed-elsewhere = The file has changed since you began to type

## The server

code-refusal = The files have a mistake. The texts from before it are shown
code-policy = codeword.toml has a mistake: the bodies of responses are not localized until it is mended
code-disconnected = The command has ended. Start it again
code-token = Token
code-token-help = Enter the token that the command was started with
code-token-send = Continue
