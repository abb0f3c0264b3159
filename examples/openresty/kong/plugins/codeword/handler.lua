--- The plugin `codeword` for Kong, on `resty.codeword`.

local codeword = require "resty.codeword"

local kong = kong
local ngx = ngx
local setmetatable = setmetatable

-- How long a configuration that cannot be opened is left alone, in seconds.
local RETRY = 5

local Handler = {
  VERSION = "0.1.0",
  -- After the plugins that write bodies, and after proxy-cache, 100, which keeps one body for all readers.
  PRIORITY = 90,
}

local function configuration_of(conf)
  return {
    folders = conf.folders,
    embedded = conf.embedded,
    default_locale = conf.default_locale,
    policy = conf.policy,
    response = conf.preset and { preset = conf.preset },
    body_limit = conf.body_limit,
  }
end

-- By the table of a configuration, which Kong replaces when it changes.
local opened = setmetatable({}, { __mode = "k" })

--- The localizer of a configuration; nil where it cannot be opened, which is logged and tried again later.
local function localizer_of(conf)
  local entry = opened[conf]
  if entry and (entry.localizer or ngx.now() < entry.retry) then
    return entry.localizer
  end
  local localizer, why = codeword.shared(configuration_of(conf))
  opened[conf] = { localizer = localizer, retry = ngx.now() + RETRY }
  if not localizer then
    kong.log.err("codeword leaves responses as they are: ", why)
    return nil
  end
  local followed
  followed, why = localizer:follow(conf.follow)
  if not followed then
    kong.log.err("codeword does not follow its files: ", why)
  end
  return localizer
end

function Handler:header_filter(conf)
  local localizer = localizer_of(conf)
  if localizer then
    localizer:header_filter()
  end
end

function Handler:body_filter(conf)
  local localizer = localizer_of(conf)
  if localizer then
    localizer:body_filter()
  end
end

return Handler
