### Two messages with arguments, of which the shipped catalog has none: every contestant loads them too.

code-900001 = The service { $name } was not found
code-900002 =
    { $limit ->
        [one] Only { $limit } heartbeat a second is allowed
       *[other] Only { $limit } heartbeats a second are allowed
    }
