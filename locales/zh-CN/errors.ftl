### Error messages of the Polaris service mesh, one for each code. This Chinese file is the source of every translation.
### An entry is an id, an equals sign and a text: “code-400002 = 空请求”. In the file of your language, translate only
### what stands right of “=”, on the same line. Leave the ids, the “##” headings and the order of the codes alone.
### The “#” lines above an entry are for you: the symbolic name of the code, then what you need to know.
### The Chinese texts are the source document’s to the letter: do not mend a slip here, translate what was meant.
### The document lacks 19 codes of the specification; codes.toml says which, and whose the Chinese of each is.
### codeword: allow(punctuation-width) The source document writes narrow commas and colons.

## Success

# ExecuteSuccess
code-200000 = 执行成功

# DataNoChange
code-200001 = 服务发现数据无变化

# NoNeedUpdate
code-200002 = 数据没有变化, 无需更新

## Requests

# BadRequest
# The general code. Also the overall code of a batch whose items ended with different codes.
code-400000 = 请求错误

# ParseException
code-400001 = 请求解析失败

# EmptyRequest
code-400002 = 空请求

# BatchSizeOverLimit
# One request carries too many items.
code-400003 = 批量数据超过限制

# InvalidDiscoverResource
# Sent when the type of the requested resource is unknown to the server.
code-400004 = 服务发现资源非法

# InvalidRequestID
code-400100 = 请求ID非法

# InvalidUserName
# Also sent for the name of an authorization policy.
code-400101 = 用户名非法

# InvalidUserToken
# “token” is the access token of the user; the Chinese leaves the word in English throughout.
code-400102 = 用户token非法

# InvalidParameter
code-400103 = 参数非法

# EmptyQueryParameter
# Also sent for authorization policies that are asked for without an ID or a principal.
code-400104 = 查询实例参数为空

# InvalidQueryInsParameter
# “Ins” in the name is “instance”.
code-400105 = 查询实例, 需要服务或命名空间或主机作为参数

## Namespaces

# InvalidNamespaceName
code-400110 = 命名空间名称非法

# InvalidNamespaceOwners
# The Chinese has four words for “owner”: 拥有人 (here), 拥有者, 所有人 and 所属人. They mean the same.
code-400111 = 命名空间拥有人非法

# InvalidNamespaceToken
code-400112 = 命名空间token非法

## Services

# InvalidServiceName
code-400120 = 服务名称非法

# InvalidServiceOwners
code-400121 = 服务拥有人非法

# InvalidServiceToken
code-400122 = 服务token非法

# InvalidServiceMetadata
code-400123 = 服务元数据非法

# InvalidServicePorts
# Plural in the name: a service may list several ports.
code-400124 = 服务端口非法

# InvalidServiceBusiness
# The business (product line) that the service belongs to.
code-400125 = 服务所属业务非法

# InvalidServiceDepartment
# The department that the service belongs to.
code-400126 = 服务所属部门非法

# InvalidServiceCMDB
# “cmdb” is the configuration management database, where an operator records hosts and services.
# Here: what the service says of its place in it.
code-400127 = 服务cmdb非法

# InvalidServiceComment
# The free text that describes the service.
code-400128 = 服务备注非法

# InvalidServiceAliasComment
# The free text that describes the alias.
code-400129 = 服务别名备注非法

## Instances and service aliases

# InvalidInstanceID
code-400130 = 实例ID非法

# InvalidInstanceHost
# “Host” is the IP address or host name of the instance.
code-400131 = 实例Host非法

# InvalidInstancePort
code-400132 = 实例端口非法

# InvalidServiceAlias
# The Chinese says 实例别名 (instance alias), but instances have no aliases: 服务别名 (service alias) was meant.
code-400133 = 实例别名非法

# InvalidNamespaceWithAlias
# Slip in the Chinese: 不运行 (does not run) stands for 不允许 (does not allow).
# “sid” is the service ID of L5, an older naming service, in the form ModID:CmdID; an alias may be of that type.
# Mostly sent because the namespace of the alias is invalid.
code-400134 = 当前命名空间不运行创建sid类型别名

# InvalidServiceAliasOwners
# 拥有者 is the same as 拥有人 elsewhere: owner.
code-400135 = 服务别名拥有者非法

# InvalidInstanceProtocol
code-400136 = 实例协议非法

# InvalidInstanceVersion
code-400137 = 实例版本非法

# InvalidInstanceLogicSet
# A logical set is a named group of instances of one service (“logic set” in the name).
code-400138 = 实例逻辑集合非法

# InvalidInstanceIsolate
# An isolated instance stays registered but receives no traffic.
code-400139 = 实例隔离设置非法

## Health checks and heartbeats

# HealthCheckNotOpen
code-400140 = 服务端未开启健康检查

# HeartbeatOnDisabledIns
# “Ins” in the name is “instance”. Its health check is off, not the instance itself; also sent for an instance that
# the server does not know.
code-400141 = 在已被禁用的实例上进行心跳

# HeartbeatExceedLimit
# Keep the digit 1.
code-400142 = 心跳超限, 实例仅支持每秒1次心跳

# HeartbeatTypeNotFound
# The server has no health checker of that type.
code-400143 = 未找到心跳类型

## Metadata

# InvalidMetadata
code-400150 = 元数据长度过长或包含非法字符

## Rate limits

# InvalidRateLimitID
# 限频 and 限流 both mean “rate limit”. This is a rate limiting rule of a service;
# the “flux” rate limits of 400190 to 400192 are another kind.
code-400151 = 限频ID非法

# InvalidRateLimitLabels
# The labels select the requests that the rule counts.
code-400152 = 限频标签非法

# InvalidRateLimitAmounts
# How many requests the rule lets through in how much time; plural in the name.
code-400153 = 限频数量非法

# InvalidRateLimitName
# Mixed words: the Chinese says 限流 here and 限频 in the three messages above, of the same rules.
# Also sent for fault detection rules.
code-400154 = 限流名称非法

## Circuit breakers

# InvalidCircuitBreakerID
# Also sent for fault detection rules.
code-400160 = 熔断ID非法

# InvalidCircuitBreakerVersion
code-400161 = 熔断版本非法

# InvalidCircuitBreakerName
# Also sent for fault detection rules.
code-400162 = 熔断名称非法

# InvalidCircuitBreakerNamespace
# The Chinese says 命名空间ID (namespace ID), but namespaces go by name: the namespace was meant.
code-400163 = 熔断命名空间ID非法

# InvalidCircuitBreakerOwners
# The Chinese says 所属人ID (owner ID), but the symbolic name has no ID: the owner was meant.
# 所属人 is the same as 拥有人 elsewhere.
code-400164 = 熔断所属人ID非法

# InvalidCircuitBreakerToken
code-400165 = 熔断token非法

# InvalidCircuitBreakerBusiness
# The business (product line) that the circuit breaker belongs to.
code-400166 = 熔断所属业务非法

# InvalidCircuitBreakerDepartment
# The department that the circuit breaker belongs to.
code-400167 = 熔断所属部门非法

# InvalidCircuitBreakerComment
# The free text that describes the circuit breaker.
code-400168 = 熔断备注非法

# CircuitBreakerRuleExisted
# In the specification, but not sent: the server says 400209 where the name of a rule is taken.
code-400169 = 熔断规则已存在

## Meshes

# ServicesExistedMesh
# A mesh is a service mesh; its resources are VirtualService, Gateway and the like.
code-400170 = 服务有已存在的网格

# ResourcesExistedMesh
# See 400170.
code-400171 = 当前资源有已存在的网格

# InvalidMeshParameter
# See 400170.
code-400172 = 网格参数非法

## Platforms

# InvalidPlatformID
# A platform is an external system that is registered with the server and calls its API.
code-400180 = 平台ID非法

# InvalidPlatformName
code-400181 = 平台名称非法

# InvalidPlatformDomain
code-400182 = 平台域名非法

# InvalidPlatformQPS
# “qps” is queries per second: how many requests the platform may send.
code-400183 = 平台qps非法

# InvalidPlatformToken
code-400184 = 平台token非法

# InvalidPlatformOwner
code-400185 = 平台拥有人非法

# InvalidPlatformDepartment
# Slip in the Chinese: 部们 stands for 部门 (department).
code-400186 = 平台所属部们非法

# InvalidPlatformComment
# The free text that describes the platform.
code-400187 = 平台备注非法

# NotFoundPlatform
code-400188 = 未找到平台

## Flux rate limits

# InvalidFluxRateLimitId
# The Chinese says only 限流 (rate limit), but this is a “flux” rate limit, a rule that applies to a called service.
# Flux is a proper name: keep the word. The rules of 400151 to 400154 are another kind: keep the two apart.
code-400190 = 限流ID非法

# InvalidFluxRateLimitQps
# “flux” as in 400190. “qps” is queries per second.
code-400191 = 限流qps非法

# InvalidFluxRateLimitSetKey
# “flux” as in 400190. 标识 (identifier) is the “set key” of the name, a column beside the “default key”: “set” is
# not a verb.
code-400192 = 限流标识非法

## Resources that exist or are in use

# ExistedResource
code-400201 = 资源已存在

# NotFoundResource
code-400202 = 未找到资源

# NamespaceExistedServices
code-400203 = 当前命名空间存在服务，请先删除服务，再删除命名空间

# ServiceExistedInstances
code-400204 = 当前服务存在实例，请先删除实例，再删除服务

# ServiceExistedRoutings
code-400205 = 当前服务存在路由规则，请先删除路由规则，再删除服务

# ServiceExistedRateLimits
code-400206 = 当前服务存在限流规则，请先删除限流规则，再删除服务

# ExistReleasedConfig
# 已发布 is “released”, as in the name. The configuration is a rule.
code-400207 = 存在已发布配置

# SameInstanceRequest
# The same request for the instance came twice.
code-400208 = 实例请求重复

# ServiceExistedCircuitBreakers
# Since version 1.17 of the server also sent for a circuit breaker rule whose name is taken.
code-400209 = 当前服务存在熔断规则，请先删除熔断规则，再删除服务

# ServiceExistedAlias
code-400210 = 当前服务存在服务别名，请先删除服务别名，再删除服务

# NamespaceExistedMeshResources
# Sent when a namespace is to be deleted, as 400203 is. Meshes as in 400170.
code-400211 = 某些网格资源在当前命名空间已存在

# NamespaceExistedCircuitBreakers
# 熔断 (circuit breaker) is short for 熔断规则 (circuit breaker rule) as in 400209.
# Sent when a namespace is to be deleted, as 400203 is.
code-400212 = 某些熔断在当前命名空间已存在

# ServiceSubscribedByMeshes
# Meshes as in 400170.
code-400213 = 服务已被某些网格订阅

# ServiceExistedFluxRateLimits
# The Chinese says only 限流 (rate limit), but the name says “flux”: see 400190.
code-400214 = 服务已存在限流配置

# UserExisted
code-400215 = 用户已存在

# UserGroupExisted
code-400216 = 用户组已存在

# AuthStrategyRuleExisted
# “Auth strategy” in the name is 鉴权策略, authorization policy. 规则 (rule) adds nothing: the policy itself is meant.
code-400217 = 鉴权策略规则已存在

# SubAccountExisted
# Slip in the Chinese: the last 在 stands for 再 (then).
code-400218 = 主账户下还存在子账户，请先删除所有子账户，在删除主账户

# NamespaceExistedConfigGroups
# 配置分组 is the same as 配置文件组 (configuration file group) in 400801.
code-400219 = 当前命名空间存在配置分组，请先删除配置分组，再删除命名空间

# MaximumCapacityExceeded
# In the specification, which does not say what is full; the server does not send it yet.
code-400230 = 超过最大容量限制

## Resources not found

# NotFoundService
code-400301 = 服务未找到

# NotFoundRouting
# 路由 (routing) is short for 路由规则 (routing rule).
code-400302 = 路由未找到

# NotFoundInstance
# Slip in the Chinese: 示例 (example) stands for 实例 (instance).
code-400303 = 示例未找到

# NotFoundServiceAlias
code-400304 = 服务别名未找到

# NotFoundNamespace
code-400305 = 命名空间未找到

# NotFoundSourceService
# “Source service” in the name: the service behind the alias.
code-400306 = 未找到和当前服务别名关联的服务

# NotFoundRateLimit
# A rule as in 400151 to 400154 (there also 限频), not a flux rate limit.
code-400307 = 限流规则未找到

# NotFoundCircuitBreaker
code-400308 = 熔断规则未找到

# NotFoundMasterConfig
# “master” is the API’s own word for the version of a rule from which the tagged versions are made.
code-400309 = 主配置未找到

# NotFoundTagConfig
# “Tag” is a version mark: a version of a rule that was tagged so that it can be released.
code-400310 = 标签配置未找到

# NotFoundTagConfigOrService
# 标签 (tag) is short for 标签配置 (tagged configuration) as in 400310; 关系 is the link between it and the service.
code-400311 = 未找到标签或服务, 或者关系已存在

# NotFoundUser
code-400312 = 用户未找到

# NotFoundOwnerUser
# The owner is a user too: a main account.
code-400313 = 拥有人用户未找到

# NotFoundUserGroup
code-400314 = 用户组未找到

# NotFoundAuthStrategyRule
# The policy itself is meant, as in 400217.
code-400315 = 鉴权策略规则未找到

## Client API and business services

# ClientAPINotOpen
code-400401 = 客户端API未开放

# NotAllowBusinessService
# 业务服务 is taken as one term, “business service”: a user’s service, as opposed to the server’s own.
# 业务 is not the “business” of 400125.
code-400402 = 不允许请求当前业务服务

## Users and user groups

# InvalidUserOwners
# 所有人 is “owner” (the same as 拥有人 elsewhere), not “everyone”: the main account of the user.
code-400410 = 用户所有人非法

# InvalidUserID
code-400411 = 用户ID非法

# InvalidUserPassword
code-400412 = 用户密码非法

# InvalidUserMobile
# The number of a mobile telephone.
code-400413 = 用户手机号非法

# InvalidUserEmail
# 邮件 (mail) is short for 邮件地址, the address.
code-400414 = 用户邮件非法

# InvalidUserGroupOwners
# Read the Chinese as “the attribute owner of the user group”. 所有人 is “owner”, not “everyone”.
code-400420 = 用户组所有人的属性非法

# InvalidUserGroupID
code-400421 = 用户组ID非法

## Authorization policies

# InvalidAuthStrategyOwners
# The policy itself is meant, as in 400217.
code-400430 = 鉴权策略规则拥有人非法

# InvalidAuthStrategyName
# The policy itself is meant, as in 400217.
code-400431 = 鉴权策略规则名称非法

# InvalidAuthStrategyID
# Without 规则 (rule) in the Chinese, unlike the two messages above; the same thing is meant.
code-400432 = 鉴权策略ID非法

# InvalidPrincipalType
# 用户主体 is the principal: the user or the user group to whom the policy applies.
code-400440 = 鉴权策略用户主体类型非法

## Operations not allowed

# NotAllowAliasUpdate
code-400501 = 服务别名不允许更新

# NotAllowAliasCreateInstance
code-400502 = 服务别名不允许创建实例

# NotAllowAliasCreateRouting
code-400503 = 服务别名不允许创建路由规则

# NotAllowCreateAliasForAlias
# A source service is a service that is not an alias itself. “CreateAliasForAlias” is what is not allowed.
code-400504 = 仅允许源服务可以创建别名

# NotAllowAliasCreateRateLimit
code-400505 = 服务别名不允许创建限流规则

# NotAllowAliasBindRule
code-400506 = 服务别名不允许绑定规则

# NotAllowDifferentNamespaceBindRule
# The namespace of the rule is compared with that of the service.
code-400507 = 不允许不同的命名空间绑定同一规则

# NotAllowModifyDefaultStrategyPrincipal
# 策略 is short for 鉴权策略 (authorization policy). The code is about the principals of that policy, its users and user
# groups; its resources can be changed.
code-400508 = 不允许修改默认策略

# NotAllowModifyOwnerDefaultStrategy
# The source document has English here, with slips (“not allow modify”). Meant: 不允许修改主账户的默认策略.
# “Owner” in the name is the main account, “strategy” is 策略 (policy) as in 400508.
# codeword: allow(wrong-script) The source document has English here.
code-400509 = not allow modify main account default strategy

## Routing rules

# InvalidRoutingID
code-400700 = 路由规则ID非法

# InvalidRoutingPolicy
# RulePolicy and MetadataPolicy are values of the API: keep them as they are. The server accepts only RulePolicy.
code-400701 = 路由规则类型非法，只支持 (RulePolicy,MetadataPolicy)

# InvalidRoutingName
# 路由 (routing) is short for 路由规则 (routing rule).
code-400702 = 路由名称非法

# InvalidRoutingPriority
# Both ends are allowed. 路由 as in 400702.
code-400703 = 路由优先级非法，只支持[0, 10]

## Configuration files

# InvalidConfigFileGroupName
code-400801 = 配置文件组名非法

# InvalidConfigFileName
code-400802 = 配置文件名称非法

# InvalidConfigFileContentLength
code-400803 = 配置文件内容过长

# InvalidConfigFileFormat
# The formats are values of the API: keep them in lower case.
code-400804 = 非法的配置文件格式,支持的格式有: json,xml,html,properties,text,yaml

# InvalidConfigFileTags
# The tags are one list in which each key is followed by its value: keep the example as it is.
code-400805 = 配置文件标签非法, 标签应该是成对的, 比如key1,value1,key2,value2, 并且key,value应是非空白字符

# InvalidWatchConfigFileFormat
# Sent only when the list of files to watch is empty. The format of a file is 400804.
code-400806 = 监视配置文件格式非法

# NotFoundResourceConfigFile
# 无法找到 (cannot be found) is the same as 未找到 elsewhere.
code-400807 = 无法找到配置文件

# InvalidConfigFileTemplateName
# A template for configuration files.
code-400808 = 配置模板名称非法

# EncryptConfigFileException
# Sent when a file that is to be stored encrypted cannot be encrypted.
code-400809 = 加密配置文件失败

# GroupExistActiveRelease
# “Group” in the name is a configuration file group. An active release is one that clients receive.
code-400810 = 当前配置文件组存在生效中的发布

# DecryptConfigFileException
code-400811 = 解密配置文件失败

# InvalidConfigReleaseId
# A release is a version of a configuration file that was published to clients.
code-400812 = 配置发布ID非法

# NotMatchContentToFormat
# The content is not in the format that the file is said to have, such as JSON.
code-400813 = 配置文件内容与格式不匹配

# InvalidConfigContent
code-400814 = 配置文件内容非法

# InvalidConfigId
code-400815 = 配置文件ID非法

## Fault detection and gray releases

# InvalidFaultDetectID
# A fault detection rule says how instances are probed: by HTTP, TCP or UDP.
code-400900 = 探测规则ID非法

# InvalidFaultDetectName
code-400901 = 探测规则名称非法

# InvalidFaultDetectNamespace
code-400902 = 探测规则命名空间非法

# FaultDetectRuleExisted
# Sent when the name is taken in the namespace.
code-400903 = 探测规则已存在

# InvalidMatchRule
# The rule says which clients receive a gray release of a configuration file. Also sent when there is no rule.
code-400904 = 灰度发布匹配规则非法

## Authorization and tokens

# Unauthorized
# The general code of this group.
code-401000 = 未经授权

# NotAllowedAccess
# Read the Chinese (“the permission is not allowed”) as “no permission for this access”.
code-401001 = 权限不被允许

# EmptyAutToken
# “Aut” in the name is a slip for “Auth”. The token is the one of 401003 and 401004.
code-401002 = 鉴权token为空

# TokenDisabled
code-401003 = token已被禁用

# TokenNotExisted
code-401004 = token不存在

# AuthTokenForbidden
# 异常 (exception) here: the token was checked and refused.
code-403001 = token验证异常

# OperationRoleForbidden
# The Chinese says 角色操作异常 (exception in a role operation); by name and status (403) the caller’s role
# does not allow the operation.
code-403002 = 角色操作异常

# APIRateLimit
# The server limits how often each of its interfaces is called, whoever calls: a limit like 429002, though its digits
# say 403.
code-403003 = 当前接口请求过多

## CMDB

# CMDBNotFindHost
# The Chinese (“the cmdb of the host cannot be found”) means that the CMDB has no entry for the host.
# “cmdb” as in 400127.
code-404001 = 无法找到主机的cmdb

## Conflicts and request limits

# DataConflict
# Somebody else changed the same data. 再次重试 says “again” twice. Also sent while a gray release of the file is
# active, where trying again does not help.
code-409000 = 数据有冲突, 请再次重试

# InstanceTooManyRequests
# An instance was registered or deregistered too often. 实例请求 are requests about the instance, not by it.
code-429001 = 你的实例请求过多

# IPRateLimit
# The server limits how often one IP address may call it.
code-429002 = 当前IP请求过多

## Server failures

# ExecuteException
# The general code. Also the overall code of a batch whose items ended with different codes.
code-500000 = 执行异常

# StoreLayerException
code-500001 = 存储层异常

# CMDBPluginException
# “cmdb” as in 400127.
code-500002 = cmdb插件异常

# ParseRoutingException
code-500004 = 解析路由规则失败

# ParseRateLimitException
# 限频规则 is the same as 限流规则 in 400307.
code-500005 = 解析限频规则失败

# ParseCircuitBreakerException
code-500006 = 解析熔断规则失败

# HeartbeatException
code-500007 = 心跳异常

# InstanceRegisTimeout
code-500008 = 实例异步注册超时
