-- In the place of APISIX's own: exactly the functions that its plugin `codeword` calls, with what they promise.

local ngx = ngx

local core = {
    log = {
        error = function(...) ngx.log(ngx.ERR, ...) end,
    },
    schema = { TYPE_CONSUMER = 1, TYPE_METADATA = 2 },
    response = {},
}

local is_of = {
    string = function(value) return type(value) == "string" end,
    boolean = function(value) return type(value) == "boolean" end,
    integer = function(value) return type(value) == "number" and value % 1 == 0 end,
    array = function(value) return type(value) == "table" end,
    object = function(value) return type(value) == "table" end,
}

--- Types, and properties that are not there: as much of JSON Schema as the tests ask for.
function core.schema.check(schema, value)
    if not is_of[schema.type](value) then
        return false, "wrong type: expected " .. schema.type
    end
    for name, item in pairs(schema.type == "object" and schema.properties and value or {}) do
        local property = schema.properties[name]
        if not property then
            return false, "additional properties forbidden, found " .. name
        end
        local is_valid, why = core.schema.check(property, item)
        if not is_valid then
            return false, ('property "%s" validation failed: %s'):format(name, why)
        end
    end
    return true
end

--- Holds the chunks of a body, and gives them as one at the end. Once there are `most` bytes, it gives them, cut off
-- at that, and lets the chunks that follow pass.
function core.response.hold_body_chunk(ctx, hold_the_copy, most)
    local chunk, is_last = ngx.arg[1], ngx.arg[2]
    ctx.held = ctx.held or { pieces = {}, size = 0 }
    local held = ctx.held
    if chunk ~= nil and chunk ~= "" then
        if held.is_done then
            return nil
        end
        held.pieces[#held.pieces + 1] = chunk
        held.size = held.size + #chunk
        if most and held.size >= most then
            held.is_done = true
            return table.concat(held.pieces):sub(1, most)
        end
    end
    if is_last then
        return not held.is_done and table.concat(held.pieces) or nil
    end
    if not hold_the_copy then
        ngx.arg[1] = nil
    end
    return nil
end

return core
