### The words of the pages that `codeword export --to html` writes.

code-title = Error codes
code-languages = Languages
code-search = Search by code, name or text
code-nothing-found = No code has that
code-http-status = HTTP { $status }
code-grpc = gRPC { $status }
code-retired = No longer sent
code-type = Type
code-not-translated = Not translated yet
code-always = otherwise

## Attributes that the pages know; others are called by their names.

code-attribute-title = Title
code-attribute-detail = Details
code-attribute-remedy = What to do
