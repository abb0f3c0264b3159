--- The plugin `codeword` for Kong, on `resty.codeword`.

local codeword = require "resty.codeword"

local kong = kong

local Handler = {
  VERSION = "0.1.0",
  -- After the plugins that write bodies, and after proxy-cache, 100, which keeps one body for all readers.
  PRIORITY = 90,
}

local function describe(conf)
  local configuration = {
    folders = conf.folders,
    embedded = conf.embedded,
    default_locale = conf.default_locale,
    policy = conf.policy,
    response = conf.preset and { preset = conf.preset },
    body_limit = conf.body_limit,
  }
  return configuration, conf.follow
end

local function localizer_of(conf)
  return codeword.of_plugin(conf, describe, kong.log.err)
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
