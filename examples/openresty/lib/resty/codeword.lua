--- codeword in nginx: API error codes become words in the reader's language.
--
-- The rules are those of libcodeword.so, whose header is src/capi/codeword.h. This file carries heads and bodies
-- between nginx and that library, and has no rule of its own.
--
--     init_by_lua_block {
--         codeword = assert(require("resty.codeword").open { folders = { "/srv/shop/locales" } })
--     }
--     init_worker_by_lua_block { codeword:follow(5) }
--     header_filter_by_lua_block { codeword:header_filter() }
--     body_filter_by_lua_block { codeword:body_filter() }

local ffi = require "ffi"

local ngx = ngx
local type, setmetatable, pairs, rawget, tostring = type, setmetatable, pairs, rawget, tostring
local concat, sort = table.concat, table.sort
local find, sub = string.find, string.sub
local copied = ffi.string

ffi.cdef [[
typedef uint32_t codeword_handle;

typedef struct codeword_text {
    const char *data;
    size_t length;
} codeword_text;

typedef struct codeword_header {
    codeword_text name;
    codeword_text value;
} codeword_header;

typedef struct codeword_buffer {
    char *data;
    size_t capacity;
    size_t length;
} codeword_buffer;

typedef struct codeword_answer {
    codeword_text body;
    codeword_text language;
    codeword_text content_type;
    uint32_t http_status;
    uint32_t is_fallback;
} codeword_answer;

typedef struct codeword_head {
    codeword_text method;
    codeword_text query;
    const codeword_header *request_headers;
    size_t request_header_count;
    const codeword_header *response_headers;
    size_t response_header_count;
    uint32_t http_status;
} codeword_head;

typedef struct codeword_verdict {
    codeword_header edits[16];
    size_t edit_count;
    codeword_text ticket;
    codeword_text body;
    size_t body_limit;
} codeword_verdict;

uint32_t codeword_abi(void);
int32_t codeword_open(const char *configuration, size_t length, codeword_buffer *text, codeword_handle *handle);
int32_t codeword_close(codeword_handle handle);
int32_t codeword_reload(codeword_handle handle, codeword_buffer *text);
int32_t codeword_counts(codeword_handle handle, codeword_buffer *text);
int32_t codeword_message(codeword_handle handle, const char *code, size_t code_length, const char *preference,
                         size_t preference_length, const char *arguments, size_t arguments_length,
                         codeword_buffer *buffer, codeword_answer *answer);
int32_t codeword_concerns(codeword_handle handle, uint32_t http_status, const char *content_type, size_t length);
int32_t codeword_request_headers(codeword_handle handle, codeword_buffer *names);
int32_t codeword_response_headers(codeword_handle handle, codeword_buffer *names);
int32_t codeword_judge(codeword_handle handle, const codeword_head *head, codeword_buffer *buffer,
                       codeword_verdict *verdict);
int32_t codeword_finish(codeword_handle handle, const char *ticket, size_t ticket_length, const char *body,
                        size_t body_length, codeword_buffer *buffer, codeword_answer *answer);
int32_t codeword_release(codeword_handle handle, uint32_t reason);
]]

-- The constants of codeword.h.
local ABI = 1
local CONFIGURATION = -4
local TOO_SMALL = -3
local REFUSED = 2
local CHANGED = 1
local NO, IF_CODED = 0, 2
local HELD, REPLACED = 1, 2
local TOO_LARGE = 1

-- How many answers of the library to its first question are remembered.
local CONCERNS = 1000

local FAILURES = {
    [-1] = "an argument is invalid",
    [-2] = "the handle is closed",
    [-4] = "the configuration is wrong",
    [-5] = "1024 localizers are open",
    [-6] = "a defect of codeword, which is described on standard error",
}

local codeword = { _VERSION = "0.1.0" }

local Localizer = {}
Localizer.__index = Localizer

-- What the library reads and writes. A worker does one thing at a time, and no function here gives way between the
-- writing and the reading of these.

local KEPT = 64 * 1024

local bytes
local buffer = ffi.new("codeword_buffer")
local answer = ffi.new("codeword_answer")
local verdict = ffi.new("codeword_verdict")
local head = ffi.new("codeword_head")

local function make_room(capacity)
    bytes = ffi.new("char[?]", capacity)
    buffer.data, buffer.capacity, buffer.length = bytes, capacity, 0
end

make_room(4096)

--- A list of headers that grows; `anchors` keeps the values alive while only the library knows of them.
local function new_list()
    return { capacity = 0, count = 0, anchors = {} }
end

local function add(list, name, value)
    local count = list.count
    if count == list.capacity then
        local larger = ffi.new("codeword_header[?]", count * 2 + 16)
        if count > 0 then
            ffi.copy(larger, list.headers, count * ffi.sizeof("codeword_header"))
        end
        list.headers, list.capacity = larger, count * 2 + 16
    end
    local header = list.headers[count]
    header.name.data, header.name.length = name, #name
    header.value.data, header.value.length = value, #value
    list.anchors[count + 1] = value
    list.count = count + 1
end

--- Adds what nginx says of a header: nothing, one line, or several.
local function add_lines(list, name, value)
    if type(value) == "string" then
        add(list, name, value)
    elseif type(value) == "table" then
        for line = 1, #value do
            add(list, name, value[line])
        end
    end
end

local request_list, response_list = new_list(), new_list()

-- Opening

local library

--- The library, which is looked for in `lua_package_cpath` first, and then where the system looks.
local function load()
    for template in (package.cpath .. ";"):gmatch("([^;]+);") do
        local path = template:gsub("%?[^?]*$", "libcodeword.so")
        local file = find(path, "libcodeword.so", 1, true) and io.open(path, "rb")
        if file then
            file:close()
            return ffi.load(path)
        end
    end
    return ffi.load("codeword")
end

local function text_of_buffer()
    return copied(buffer.data, buffer.length)
end

local quoted = { ['"'] = '\\"', ["\\"] = "\\\\" }

--- A value as TOML writes it in one line.
local function toml(value)
    if type(value) == "string" then
        local text = value:gsub('[%c"\\\127]', function(sign)
            return quoted[sign] or ("\\u%04X"):format(sign:byte())
        end)
        return '"' .. text .. '"'
    elseif type(value) ~= "table" then
        return tostring(value)
    end
    local items = {}
    if #value > 0 or next(value) == nil then
        for index = 1, #value do
            items[index] = toml(value[index])
        end
        return "[" .. concat(items, ", ") .. "]"
    end
    for name, item in pairs(value) do
        items[#items + 1] = toml(tostring(name)) .. " = " .. toml(item)
    end
    sort(items)
    return "{ " .. concat(items, ", ") .. " }"
end

--- A configuration as TOML. It may be written in Lua, where `default_locale` stands for `default-locale`.
local function configuration_text(configuration)
    if type(configuration) ~= "table" then
        return configuration or ""
    end
    local lines = {}
    for name, value in pairs(configuration) do
        -- TOML has no empty table in the place of an empty list, nor a list in that of an empty table.
        if type(value) ~= "table" or next(value) ~= nil then
            lines[#lines + 1] = name:gsub("_", "-") .. " = " .. toml(value)
        end
    end
    sort(lines)
    return concat(lines, "\n")
end

local function names_of(handle, ask)
    while ask(handle, buffer) == TOO_SMALL do
        make_room(tonumber(buffer.length))
    end
    local names = {}
    for name in text_of_buffer():gmatch("[^,]+") do
        names[#names + 1] = name
    end
    return names
end

local function close(handle)
    library.codeword_close(handle[0])
end

--- Opens a localizer. The configuration is TOML, or the same as a table of Lua; codeword.h says what it may have.
--
-- Returns the localizer, or nil and what is wrong. It is closed when nothing refers to it any more.
function codeword.open(configuration)
    if not library then
        local is_loaded, loaded = pcall(load)
        if not is_loaded then
            return nil, "libcodeword.so is not found, neither by lua_package_cpath nor by the system: " .. loaded
        elseif loaded.codeword_abi() ~= ABI then
            return nil, "libcodeword.so has the interface " .. loaded.codeword_abi() .. ", and this file wants " .. ABI
        end
        library = loaded
    end
    local text = configuration_text(configuration)
    local handle = ffi.new("codeword_handle[1]")
    local status = library.codeword_open(text, #text, buffer, handle)
    if status == CONFIGURATION then
        return nil, text_of_buffer()
    elseif status < 0 then
        return nil, FAILURES[status] or tostring(status)
    elseif buffer.length > 0 then
        ngx.log(ngx.WARN, "codeword: ", text_of_buffer())
    end
    return setmetatable({
        handle = handle[0],
        closed_with_this = ffi.gc(handle, close),
        pending = 0,
        concerns = {},
        concern_count = 0,
        request_names = names_of(handle[0], library.codeword_request_headers),
        response_names = names_of(handle[0], library.codeword_response_headers),
    }, Localizer)
end

-- Localizers that are opened at the first request, by their configuration.
local shared = setmetatable({}, { __mode = "v" })

--- The localizer of a configuration, opened at the first call with it; for plugins, which have no other time.
function codeword.shared(configuration)
    local text = configuration_text(configuration)
    local localizer = shared[text]
    if localizer then
        return localizer
    end
    local opened, why = codeword.open(text)
    shared[text] = opened
    return opened, why
end

-- Following the files

local followed = setmetatable({}, { __mode = "k" })
local has_timer = {}

--- Takes what the files of the texts say now. What is wrong with them is logged, and the earlier texts go on.
function Localizer:reload()
    local status = library.codeword_reload(self.handle, buffer)
    if status == REFUSED then
        ngx.log(ngx.ERR, "codeword goes on with the earlier texts: ", text_of_buffer())
    elseif status < 0 then
        ngx.log(ngx.ERR, "codeword cannot look at its files: ", FAILURES[status] or status)
    end
end

local function reload_all(is_ending, seconds)
    if is_ending then
        return
    end
    for localizer, interval in pairs(followed) do
        if interval == seconds then
            localizer:reload()
        end
    end
end

--- Looks at the files every so many seconds, in this worker, and at once in one that has just begun.
--
-- Returns true, or nil and what is wrong: nginx may be out of timers.
function Localizer:follow(seconds)
    if not has_timer[seconds] then
        local timer, why = ngx.timer.every(seconds, reload_all, seconds)
        if not timer then
            return nil, why
        end
        has_timer[seconds] = true
    end
    followed[self] = seconds
    -- nginx starts a worker anew when one dies: what it has of the texts is as old as the master.
    if ngx.get_phase() == "init_worker" then
        self:reload()
    end
    return true
end

-- For plugins

-- How long a configuration that cannot be opened is left alone, in seconds.
local RETRY = 5

-- The localizer of a plugin's configuration, or when to try again, by the table of it that the gateway keeps. It
-- makes a new one when the configuration changes.
local of_plugins = setmetatable({}, { __mode = "k" })

--- The localizer of a plugin, opened at the first request and followed from then on.
--
-- `describe(conf)` gives what `open` takes, and every how many seconds its files are looked at. What cannot be opened
-- is logged, and tried again some seconds later; the localizer is nil until then.
function codeword.of_plugin(conf, describe, log)
    local known = of_plugins[conf]
    if type(known) == "table" then
        return known
    elseif known and ngx.now() < known then
        return nil
    end
    local configuration, seconds = describe(conf)
    local localizer, why = codeword.shared(configuration)
    of_plugins[conf] = localizer or ngx.now() + RETRY
    if not localizer then
        log("codeword leaves responses as they are: ", why)
        return nil
    end
    local is_followed
    is_followed, why = localizer:follow(seconds)
    if not is_followed then
        log("codeword does not follow its files: ", why)
    end
    return localizer
end

-- Responses

-- Marks a response that codeword has written itself.
local OWN = {}

local CODE_HEADER = "x-polaris-code"
-- nginx keeps that of an upstream for itself.
local STREAM_HEADER = "x-accel-buffering"

--- Whether a response is of interest, which the library says once for each status and type, and again where there are
-- very many.
local function concern_of(self, status, content_type)
    local known = self.concerns[content_type or ""]
    local concern = known and known[status]
    if concern then
        return concern
    end
    concern = library.codeword_concerns(self.handle, status, content_type, content_type and #content_type or 0)
    if self.concern_count < CONCERNS then
        self.concern_count = self.concern_count + 1
        known = known or {}
        known[status], self.concerns[content_type or ""] = concern, known
    end
    return concern
end

-- What is remembered of a response between its head and the end of its body: the ticket, or what replaces the body, and
-- the pieces that came so far. A worker uses these tables again, which costs less than to make and to collect them.

local KEPT_HELD = 64
local free, free_count = {}, 0

local function new_held()
    if free_count == 0 then
        return { ticket = false, replacement = false, limit = 0, size = 0, count = 0, "" }
    end
    local held = free[free_count]
    free_count = free_count - 1
    return held
end

local function free_held(held)
    if free_count == KEPT_HELD then
        return
    end
    for index = 1, held.count do
        held[index] = ""
    end
    held.ticket, held.replacement, held.size, held.count = false, false, 0, 0
    free_count = free_count + 1
    free[free_count] = held
end

local function describe_request(self)
    local headers, names = ngx.req.get_headers(0), self.request_names
    request_list.count = 0
    for index = 1, #names do
        local name = names[index]
        add_lines(request_list, name, rawget(headers, name))
    end
    head.request_headers, head.request_header_count = request_list.headers, request_list.count

    local uri = ngx.var.request_uri or ""
    local mark = find(uri, "?", 1, true)
    local query = mark and sub(uri, mark + 1) or ""
    head.query.data, head.query.length = query, #query
    request_list.anchors[0] = query
end

local function describe_response(self)
    local names, header = self.response_names, ngx.header
    response_list.count = 0
    for index = 1, #names do
        local name = names[index]
        local value = header[name]
        if value then
            add_lines(response_list, name, value)
        elseif name == STREAM_HEADER then
            add_lines(response_list, name, ngx.var.upstream_http_x_accel_buffering)
        end
    end
end

--- Asks the library about the head that is described, and changes the headers as it says.
--
-- Returns what the body filter has to know: the ticket of a body that is to be collected, or what replaces it.
local function ask(self, method, status)
    head.method.data, head.method.length = method, #method
    head.response_headers, head.response_header_count = response_list.headers, response_list.count
    head.http_status = status
    local judged = library.codeword_judge(self.handle, head, buffer, verdict)
    while judged == TOO_SMALL do
        make_room(tonumber(buffer.length))
        judged = library.codeword_judge(self.handle, head, buffer, verdict)
    end
    if judged < 0 then
        ngx.log(ngx.ERR, "codeword cannot judge a response: ", FAILURES[judged] or judged)
        return nil
    end
    for index = 0, tonumber(verdict.edit_count) - 1 do
        local edit = verdict.edits[index]
        local name = copied(edit.name.data, edit.name.length)
        if edit.value.data == nil then
            ngx.header[name] = nil
        else
            ngx.header[name] = copied(edit.value.data, edit.value.length)
        end
    end
    if judged == HELD then
        local held = new_held()
        held.ticket = copied(verdict.ticket.data, verdict.ticket.length)
        held.limit = tonumber(verdict.body_limit)
        return held
    elseif judged == REPLACED then
        local held = new_held()
        held.replacement = copied(verdict.body.data, verdict.body.length)
        return held
    end
    return nil
end

--- Judges the response by its head, and changes its headers. Only in `header_filter_by_lua*`.
--
-- Returns nil for one that stays as it is; else what `body_filter` and `finish` need.
function Localizer:judge()
    -- Most responses end here.
    local status, content_type = ngx.status, ngx.header["content-type"]
    local concern = concern_of(self, status, content_type)
    if concern == NO or concern == IF_CODED and not ngx.header[CODE_HEADER] then
        return nil
    elseif ngx.is_subrequest or ngx.ctx[self] == OWN then
        return nil
    end
    describe_request(self)
    describe_response(self)
    return ask(self, ngx.req.get_method(), status)
end

--- The body to be sent for one that `judge` has given a ticket, once it is whole.
function Localizer:finish(held, body)
    local ticket = held.ticket
    local status = library.codeword_finish(self.handle, ticket, #ticket, body, #body, buffer, answer)
    while status == TOO_SMALL do
        make_room(tonumber(buffer.length))
        status = library.codeword_finish(self.handle, ticket, #ticket, body, #body, buffer, answer)
    end
    if status == CHANGED then
        body = copied(answer.body.data, answer.body.length)
    elseif status < 0 then
        ngx.log(ngx.ERR, "codeword cannot localize a body: ", FAILURES[status] or status)
    end
    if buffer.capacity > KEPT then
        make_room(KEPT)
    end
    return body
end

--- Counts that a body had more bytes than it may, and was sent as it is.
function Localizer:release()
    library.codeword_release(self.handle, TOO_LARGE)
end

--- The two lines of plain nginx and of OpenResty; Kong's plugin has the same.
function Localizer:header_filter()
    local held = self:judge()
    if held then
        ngx.ctx[self] = held
        self.pending = self.pending + 1
    end
end

function Localizer:body_filter()
    -- It costs nothing to see that nobody waits; the table of a request has to be made. One that breaks off is counted
    -- for ever, which costs no more than that table.
    local held = self.pending > 0 and ngx.ctx[self]
    if not held or held == OWN then
        return
    end
    local piece, is_last = ngx.arg[1], ngx.arg[2]
    if held.ticket then
        local size = piece and #piece or 0
        if size > 0 then
            local count = held.count + 1
            held[count], held.count, held.size = piece, count, held.size + size
        end
        if held.size > held.limit then
            self:release()
            ngx.arg[1], is_last = concat(held, "", 1, held.count), true
        elseif is_last then
            ngx.arg[1] = self:finish(held, held.count == 1 and held[1] or concat(held, "", 1, held.count))
        else
            ngx.arg[1] = nil
        end
    else
        ngx.arg[1], held.replacement = held.replacement or nil, false
    end
    if is_last then
        ngx.ctx[self] = nil
        self.pending = self.pending - 1
        free_held(held)
    end
end

--- Answers an error of nginx's own in the reader's language: for `content_by_lua*` in a location that `error_page`
-- names. Where the policy has no text for the status, or the reader prefers a page, nginx's own page is sent.
function Localizer:page()
    local status = ngx.status
    describe_request(self)
    response_list.count = 0
    add(response_list, "content-type", "text/html")
    -- The head is as that for GET, whatever the method is.
    local held = ask(self, "", status)
    if not (held and held.replacement) then
        return ngx.exit(status)
    end
    ngx.ctx[self] = OWN
    ngx.header["content-length"] = #held.replacement
    ngx.print(held.replacement)
end

-- For programs in Lua

--- The message of a code for a reader, whose preference is written like Accept-Language; nil if there is none.
--
-- `arguments` are a JSON object as text, such as '{"limit": 5}'. Returns the message and its language.
function Localizer:message(code, preference, arguments)
    code, preference, arguments = tostring(code), preference or "", arguments or ""
    local function look_up()
        return library.codeword_message(self.handle, code, #code, preference, #preference, arguments, #arguments,
                                        buffer, answer)
    end
    local status = look_up()
    while status == TOO_SMALL do
        make_room(tonumber(buffer.length))
        status = look_up()
    end
    if status == CHANGED then
        return copied(answer.body.data, answer.body.length), copied(answer.language.data, answer.language.length)
    elseif status < 0 then
        return nil, FAILURES[status] or tostring(status)
    end
    return nil
end

--- How many bodies have come to which end in this worker: lines such as "localized 12".
function Localizer:counts()
    while library.codeword_counts(self.handle, buffer) == TOO_SMALL do
        make_room(tonumber(buffer.length))
    end
    return text_of_buffer()
end

return codeword
