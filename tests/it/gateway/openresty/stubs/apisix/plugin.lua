-- In the place of APISIX's own: where a plugin finds what is set for all its uses.
return {
    plugin_metadata = function(name)
        assert(name == "codeword")
        return { value = { follow = 1 } }
    end,
}
