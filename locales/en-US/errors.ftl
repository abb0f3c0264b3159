### English error messages of the Polaris service mesh, translated from ../zh-CN/errors.ftl.
### Edit only what stands right of “=”. The “#” comments are copies: change them in the Chinese file.

## Success

# ExecuteSuccess
code-200000 = The request succeeded

# DataNoChange
code-200001 = The service discovery data has not changed

# NoNeedUpdate
# Half-width comma in the Chinese.
code-200002 = The data has not changed; no update is needed

## Requests

# BadRequest
# The general code. Also the overall result of a batch of which some items failed.
code-400000 = There is an error in the request

# ParseException
code-400001 = The request could not be parsed

# EmptyRequest
code-400002 = The request is empty

# BatchSizeOverLimit
# One request carries too many items.
code-400003 = The batch exceeds the size limit

# InvalidDiscoverResource
code-400004 = The resource requested from service discovery is invalid

# InvalidRequestID
code-400100 = The request ID is invalid

# InvalidUserName
code-400101 = The user name is invalid

# InvalidUserToken
# “token” is the access token of the user; the Chinese leaves the word in English throughout.
code-400102 = The user token is invalid

# InvalidParameter
code-400103 = A parameter is invalid

# EmptyQueryParameter
code-400104 = The instance query has no parameters

# InvalidQueryInsParameter
# One of the three is enough. “Ins” in the name is “instance”.
# Half-width commas in the Chinese.
code-400105 = The instance query lacks a parameter; give a service, a namespace or a host

## Namespaces

# InvalidNamespaceName
code-400110 = The namespace name is invalid

# InvalidNamespaceOwners
# The Chinese has four words for “owner”: 拥有人 (here), 拥有者, 所有人 and 所属人. They mean the same.
code-400111 = The namespace owner is invalid

# InvalidNamespaceToken
code-400112 = The namespace token is invalid

## Services

# InvalidServiceName
code-400120 = The service name is invalid

# InvalidServiceOwners
code-400121 = The service owner is invalid

# InvalidServiceToken
code-400122 = The service token is invalid

# InvalidServiceMetadata
code-400123 = The service metadata is invalid

# InvalidServicePorts
# Plural in the name: a service may list several ports.
code-400124 = The service ports are invalid

# InvalidServiceBusiness
# The business (product line) that the service belongs to.
code-400125 = The business of the service is invalid

# InvalidServiceDepartment
# The department that the service belongs to.
code-400126 = The department of the service is invalid

# InvalidServiceCMDB
# “cmdb” is the configuration management database, where an operator records hosts and services.
# Here: what the service says of its place in it.
code-400127 = The CMDB data of the service is invalid

# InvalidServiceComment
# The free text that describes the service.
code-400128 = The service comment is invalid

# InvalidServiceAliasComment
# The free text that describes the alias.
code-400129 = The service alias comment is invalid

## Instances and service aliases

# InvalidInstanceID
code-400130 = The instance ID is invalid

# InvalidInstanceHost
# “Host” is the IP address or host name of the instance.
code-400131 = The instance host is invalid

# InvalidInstancePort
code-400132 = The instance port is invalid

# InvalidServiceAlias
# The Chinese says 实例别名 (instance alias), but instances have no aliases: 服务别名 (service alias) was meant.
# codeword: allow(glossary) The Chinese says instance and means the alias.
code-400133 = The service alias is invalid

# InvalidNamespaceWithAlias
# Slip in the Chinese: 不运行 (does not run) stands for 不允许 (does not allow).
# “sid” is the numeric service ID of L5, an older naming service; an alias may be of that type.
code-400134 = SID aliases cannot be created in this namespace

# InvalidServiceAliasOwners
# 拥有者 is the same as 拥有人 elsewhere: owner.
code-400135 = The service alias owner is invalid

# InvalidInstanceProtocol
code-400136 = The instance protocol is invalid

# InvalidInstanceVersion
code-400137 = The instance version is invalid

# InvalidInstanceLogicSet
# A logical set is a named group of instances of one service (“logic set” in the name).
code-400138 = The instance logical set is invalid

# InvalidInstanceIsolate
# An isolated instance stays registered but receives no traffic.
code-400139 = The instance isolation setting is invalid

## Health checks and heartbeats

# HealthCheckNotOpen
code-400140 = Health checks are not enabled on the server

# HeartbeatOnDisabledIns
# “Ins” in the name is “instance”. In practice, one whose health check is off or that the server does not know.
code-400141 = The heartbeat was sent for a disabled instance

# HeartbeatExceedLimit
# Keep the digit 1. Half-width comma in the Chinese.
code-400142 = The heartbeat limit was exceeded; an instance may send only 1 heartbeat per second

# HeartbeatTypeNotFound
# The server has no health checker of that type.
code-400143 = The heartbeat type was not found

## Metadata

# InvalidMetadata
code-400150 = The metadata is too long or contains invalid characters

## Rate limits

# InvalidRateLimitID
# 限频 and 限流 both mean “rate limit”. This is a rate limiting rule of a service;
# the “flux” rate limits of 400190 to 400192 are another kind.
code-400151 = The rate limit ID is invalid

# InvalidRateLimitLabels
# The labels select the requests that the rule counts.
code-400152 = The rate limit labels are invalid

# InvalidRateLimitAmounts
# How many requests the rule lets through in how much time; plural in the name.
code-400153 = The rate limit amounts are invalid

# InvalidRateLimitName
# Mixed words: the Chinese says 限流 here and 限频 in the three messages above, of the same rules.
code-400154 = The rate limit name is invalid

## Circuit breakers

# InvalidCircuitBreakerID
code-400160 = The circuit breaker ID is invalid

# InvalidCircuitBreakerVersion
code-400161 = The circuit breaker version is invalid

# InvalidCircuitBreakerName
code-400162 = The circuit breaker name is invalid

# InvalidCircuitBreakerNamespace
# The Chinese says 命名空间ID (namespace ID), but namespaces go by name: the namespace was meant.
code-400163 = The circuit breaker namespace is invalid

# InvalidCircuitBreakerOwners
# The Chinese says 所属人ID (owner ID), but the symbolic name has no ID: the owner was meant.
# 所属人 is the same as 拥有人 elsewhere.
code-400164 = The circuit breaker owner is invalid

# InvalidCircuitBreakerToken
code-400165 = The circuit breaker token is invalid

# InvalidCircuitBreakerBusiness
# The business (product line) that the circuit breaker belongs to.
code-400166 = The business of the circuit breaker is invalid

# InvalidCircuitBreakerDepartment
# The department that the circuit breaker belongs to.
code-400167 = The department of the circuit breaker is invalid

# InvalidCircuitBreakerComment
# The free text that describes the circuit breaker.
code-400168 = The circuit breaker comment is invalid

## Meshes

# ServicesExistedMesh
code-400170 = A mesh already exists for the service

# ResourcesExistedMesh
code-400171 = A mesh already exists for this resource

# InvalidMeshParameter
code-400172 = A mesh parameter is invalid

## Platforms

# InvalidPlatformID
# A platform is an external system that is registered with the server and calls its API.
code-400180 = The platform ID is invalid

# InvalidPlatformName
code-400181 = The platform name is invalid

# InvalidPlatformDomain
code-400182 = The platform domain name is invalid

# InvalidPlatformQPS
# “qps” is queries per second: how many requests the platform may send.
code-400183 = The platform QPS is invalid

# InvalidPlatformToken
code-400184 = The platform token is invalid

# InvalidPlatformOwner
code-400185 = The platform owner is invalid

# InvalidPlatformDepartment
# Slip in the Chinese: 部们 stands for 部门 (department).
code-400186 = The department of the platform is invalid

# InvalidPlatformComment
# The free text that describes the platform.
code-400187 = The platform comment is invalid

# NotFoundPlatform
code-400188 = The platform was not found

## Flux rate limits

# InvalidFluxRateLimitId
# The Chinese says only 限流 (rate limit), but this is a “flux” (traffic volume) rate limit of the server,
# another kind than the rules of 400151 to 400154: keep the two apart.
code-400190 = The flux rate limit ID is invalid

# InvalidFluxRateLimitQps
# “flux” as in 400190. “qps” is queries per second.
code-400191 = The flux rate limit QPS is invalid

# InvalidFluxRateLimitSetKey
# “flux” as in 400190. 标识 (identifier) is the “set key” of the name.
code-400192 = The set key of the flux rate limit is invalid

## Resources that exist or are in use

# ExistedResource
code-400201 = The resource already exists

# NotFoundResource
code-400202 = The resource was not found

# NamespaceExistedServices
code-400203 = The namespace still has services; delete the services before you delete the namespace

# ServiceExistedInstances
code-400204 = The service still has instances; delete the instances before you delete the service

# ServiceExistedRoutings
code-400205 = The service still has routing rules; delete the routing rules before you delete the service

# ServiceExistedRateLimits
code-400206 = The service still has rate limiting rules; delete the rate limiting rules before you delete the service

# ExistReleasedConfig
# 已发布 is “released”, as in the name. A rule of which a version is released cannot be deleted.
code-400207 = A released configuration exists

# SameInstanceRequest
# The same request for the instance came twice.
code-400208 = The request for the instance is a duplicate

# ServiceExistedCircuitBreakers
code-400209 = The service still has circuit breaker rules; delete the circuit breaker rules before you delete the service

# ServiceExistedAlias
code-400210 = The service still has aliases; delete the aliases before you delete the service

# NamespaceExistedMeshResources
code-400211 = Some mesh resources already exist in this namespace

# NamespaceExistedCircuitBreakers
# 熔断 (circuit breaker) is short for 熔断规则 (circuit breaker rule) as in 400209.
code-400212 = Some circuit breaker rules already exist in this namespace

# ServiceSubscribedByMeshes
code-400213 = Some meshes already subscribe to the service

# ServiceExistedFluxRateLimits
# The Chinese says only 限流 (rate limit), but the name says “flux”: see 400190.
code-400214 = The service already has a flux rate limit configuration

# UserExisted
code-400215 = The user already exists

# UserGroupExisted
code-400216 = The user group already exists

# AuthStrategyRuleExisted
# “Auth strategy” in the name is 鉴权策略, authorization policy.
code-400217 = The authorization policy rule already exists

# SubAccountExisted
# Slip in the Chinese: the last 在 stands for 再 (then).
code-400218 = The main account still has sub-accounts; delete all sub-accounts before you delete the main account

## Resources not found

# NotFoundService
code-400301 = The service was not found

# NotFoundRouting
# 路由 (routing) is short for 路由规则 (routing rule).
code-400302 = The routing rule was not found

# NotFoundInstance
# Slip in the Chinese: 示例 (example) stands for 实例 (instance).
code-400303 = The instance was not found

# NotFoundServiceAlias
code-400304 = The service alias was not found

# NotFoundNamespace
code-400305 = The namespace was not found

# NotFoundSourceService
# “Source service” in the name: the service behind the alias.
code-400306 = The service that this service alias refers to was not found

# NotFoundRateLimit
# A rule as in 400151 to 400154 (there also 限频), not a flux rate limit.
code-400307 = The rate limiting rule was not found

# NotFoundCircuitBreaker
code-400308 = The circuit breaker rule was not found

# NotFoundMasterConfig
# The main (“master”) version of a rule, from which the tagged versions are made.
code-400309 = The main configuration was not found

# NotFoundTagConfig
# “Tag” is a version mark: a version of a rule that was tagged so that it can be released.
code-400310 = The tagged configuration was not found

# NotFoundTagConfigOrService
# 标签 (tag) is short for 标签配置 (tagged configuration) as in 400310; 关系 is the link between it and the service.
# Half-width comma in the Chinese.
code-400311 = The tagged configuration or the service was not found, or they are already linked

# NotFoundUser
code-400312 = The user was not found

# NotFoundOwnerUser
# The owner is a user too: a main account.
code-400313 = The user named as owner was not found

# NotFoundUserGroup
code-400314 = The user group was not found

# NotFoundAuthStrategyRule
code-400315 = The authorization policy rule was not found

## Client API and business services

# ClientAPINotOpen
code-400401 = The client API is not enabled

# NotAllowBusinessService
# 业务服务 is taken as one term, “business service”: a user’s service, as opposed to the server’s own.
# 业务 is not the “business” of 400125.
code-400402 = Requests for this business service are not allowed

## Users and user groups

# InvalidUserOwners
# 所有人 is “owner” (the same as 拥有人 elsewhere), not “everyone”: the main account of the user.
code-400410 = The owner of the user is invalid

# InvalidUserID
code-400411 = The user ID is invalid

# InvalidUserPassword
code-400412 = The user password is invalid

# InvalidUserGroupOwners
# Read the Chinese as “the attribute owner of the user group”. 所有人 is “owner”, not “everyone”.
code-400420 = The owner attribute of the user group is invalid

# InvalidUserGroupID
code-400421 = The user group ID is invalid

## Authorization policies

# InvalidAuthStrategyOwners
code-400430 = The owner of the authorization policy rule is invalid

# InvalidAuthStrategyName
code-400431 = The name of the authorization policy rule is invalid

# InvalidAuthStrategyID
# Without 规则 (rule) in the Chinese, unlike the two messages above; the same thing is meant.
code-400432 = The authorization policy ID is invalid

# InvalidPrincipalType
# 用户主体 is the principal: the user or the user group to whom the policy applies.
code-400440 = The principal type of the authorization policy is invalid

## Operations not allowed

# NotAllowAliasUpdate
code-400501 = A service alias cannot be updated

# NotAllowAliasCreateInstance
code-400502 = Instances cannot be created for a service alias

# NotAllowAliasCreateRouting
code-400503 = Routing rules cannot be created for a service alias

# NotAllowCreateAliasForAlias
# A source service is a service that is not an alias itself. “CreateAliasForAlias” is what is not allowed.
code-400504 = An alias can be created only for a source service, not for another alias

# NotAllowAliasCreateRateLimit
code-400505 = Rate limiting rules cannot be created for a service alias

# NotAllowAliasBindRule
code-400506 = Rules cannot be bound to a service alias

# NotAllowDifferentNamespaceBindRule
code-400507 = The same rule cannot be bound to different namespaces

# NotAllowModifyDefaultStrategyPrincipal
# 策略 is short for 鉴权策略 (authorization policy). By its name the code is about the principals of that policy.
code-400508 = The default authorization policy cannot be modified

# NotAllowModifyOwnerDefaultStrategy
# The source document has English here, with slips (“not allow modify”). Meant: 不允许修改主账户的默认策略.
# “Owner” in the name is the main account, “strategy” is 策略 (policy) as in 400508.
code-400509 = The default authorization policy of a main account cannot be modified

## Routing rules

# InvalidRoutingID
code-400700 = The routing rule ID is invalid

# InvalidRoutingPolicy
# RulePolicy and MetadataPolicy are values of the API: keep them as they are.
# The Chinese mixes a full-width comma with half-width brackets and comma.
code-400701 = The routing rule type is invalid; only RulePolicy and MetadataPolicy are supported

# InvalidRoutingName
# 路由 (routing) is short for 路由规则 (routing rule).
code-400702 = The routing rule name is invalid

# InvalidRoutingPriority
# Both ends are allowed. 路由 as in 400702.
# The Chinese mixes a full-width comma with half-width brackets and comma.
code-400703 = The routing rule priority is invalid; only values from 0 to 10 are supported

## Configuration files

# InvalidConfigFileGroupName
code-400801 = The configuration file group name is invalid

# InvalidConfigFileName
code-400802 = The configuration file name is invalid

# InvalidConfigFileContentLength
code-400803 = The configuration file content is too long

# InvalidConfigFileFormat
# The formats are values of the API: keep them in lower case. Half-width commas and colon in the Chinese.
code-400804 = The configuration file format is invalid; the supported formats are json, xml, html, properties, text and yaml

# InvalidConfigFileTags
# The tags are one list in which each key is followed by its value: keep the example as it is.
# Half-width commas in the Chinese.
code-400805 = The configuration file tags are invalid; tags must come in pairs (for example key1,value1,key2,value2), and no key or value may be blank

# InvalidWatchConfigFileFormat
# A client watches files for changes; its request names no file, or not properly. The format of a file is 400804.
code-400806 = The format of the request to watch configuration files is invalid

# NotFoundResourceConfigFile
# 无法找到 (cannot be found) is the same as 未找到 elsewhere.
code-400807 = The configuration file was not found

# InvalidConfigFileTemplateName
# A template for configuration files.
code-400808 = The configuration template name is invalid

## Authorization and tokens

# Unauthorized
# The general code of this group.
code-401000 = The request is not authorized

# NotAllowedAccess
# Read the Chinese (“the permission is not allowed”) as “no permission for this access”.
code-401001 = Access is not allowed

# EmptyAutToken
# “Aut” in the name is a slip for “Auth”. The token is the one of 401003 and 401004.
code-401002 = The authorization token is empty

# TokenDisabled
code-401003 = The token has been disabled

# TokenNotExisted
code-401004 = The token does not exist

# AuthTokenForbidden
# 异常 (exception) here: the token was checked and refused.
code-403001 = Token verification failed

# OperationRoleForbidden
# The Chinese says 角色操作异常 (exception in a role operation); by name and status (403) the caller’s role
# does not allow the operation.
code-403002 = Your role does not allow this operation

## CMDB

# CMDBNotFindHost
# The Chinese (“the cmdb of the host cannot be found”) means that the CMDB has no entry for the host.
# “cmdb” as in 400127.
code-404001 = The host was not found in the CMDB

## Conflicts and request limits

# DataConflict
# Somebody else changed the same data. 再次重试 says “again” twice. Half-width comma in the Chinese.
code-409000 = There is a data conflict; try again

# InstanceTooManyRequests
# An instance was registered or deregistered too often. 实例请求 are requests about the instance, not by it.
code-429001 = There are too many requests for your instance

## Server failures

# ExecuteException
# The general code. Also the overall result of a batch of which some items failed on the server.
code-500000 = An error occurred while the request was being executed

# StoreLayerException
code-500001 = An error occurred in the storage layer

# CMDBPluginException
# “cmdb” as in 400127.
code-500002 = An error occurred in the CMDB plug-in

# ParseRoutingException
code-500004 = The routing rule could not be parsed

# ParseRateLimitException
# 限频规则 is the same as 限流规则 in 400307.
code-500005 = The rate limiting rule could not be parsed

# ParseCircuitBreakerException
code-500006 = The circuit breaker rule could not be parsed

# HeartbeatException
code-500007 = An error occurred while the heartbeat was being processed

# InstanceRegisTimeout
code-500008 = The asynchronous registration of the instance timed out
