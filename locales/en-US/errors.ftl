### English error messages of the Polaris service mesh, translated from ../zh-CN/errors.ftl.
### Edit only what stands right of “=”. The “#” comments are copies: change them in the Chinese file.
### The first line of a comment is the symbolic name of the code. “# source” is a fingerprint of the Chinese text that
### was translated; `codeword sync` writes it, and marks the message when the Chinese changes.

## Success

# ExecuteSuccess
# source: 03188c84
code-200000 = The request succeeded

# DataNoChange
# source: 9db6c736
code-200001 = The service discovery data has not changed

# NoNeedUpdate
# source: 5f4b6aaf
code-200002 = The data has not changed; no update is needed

## Requests

# BadRequest
# The general code. Also the overall code of a batch whose items ended with different codes.
# source: 08cd0a20
code-400000 = There is an error in the request

# ParseException
# source: 8812c303
code-400001 = The request could not be parsed

# EmptyRequest
# source: 961f5e66
code-400002 = The request is empty

# BatchSizeOverLimit
# One request carries too many items.
# source: 9fda7eaa
code-400003 = The batch exceeds the size limit

# InvalidDiscoverResource
# Sent when the type of the requested resource is unknown to the server.
# source: fa80d013
code-400004 = The type of resource requested from service discovery is invalid

# InvalidRequestID
# source: fbf13e39
code-400100 = The request ID is invalid

# InvalidUserName
# Also sent for the name of an authorization policy.
# source: 7b422301
code-400101 = The user name is invalid

# InvalidUserToken
# “token” is the access token of the user; the Chinese leaves the word in English throughout.
# source: e74da7e8
code-400102 = The user token is invalid

# InvalidParameter
# source: 5bacc222
code-400103 = A parameter is invalid

# EmptyQueryParameter
# Also sent for authorization policies that are asked for without an ID or a principal.
# codeword: allow(glossary) The code is sent for other queries too.
# source: 81b4f429
code-400104 = The query has no parameters

# InvalidQueryInsParameter
# “Ins” in the name is “instance”.
# source: 88f391c9
code-400105 = The instance query parameters are incomplete; specify a service, a namespace or a host

## Namespaces

# InvalidNamespaceName
# source: 1f4ac648
code-400110 = The namespace name is invalid

# InvalidNamespaceOwners
# The Chinese has four words for “owner”: 拥有人 (here), 拥有者, 所有人 and 所属人. They mean the same.
# source: 726348f3
code-400111 = The namespace owner is invalid

# InvalidNamespaceToken
# source: c6040cbb
code-400112 = The namespace token is invalid

## Services

# InvalidServiceName
# source: 6b8c9264
code-400120 = The service name is invalid

# InvalidServiceOwners
# source: a93919bf
code-400121 = The service owner is invalid

# InvalidServiceToken
# source: 42d3881f
code-400122 = The service token is invalid

# InvalidServiceMetadata
# source: 1a1d70d1
code-400123 = The service metadata is invalid

# InvalidServicePorts
# Plural in the name: a service may list several ports.
# source: eefea376
code-400124 = The service ports are invalid

# InvalidServiceBusiness
# The business (product line) that the service belongs to.
# source: ff876473
code-400125 = The business of the service is invalid

# InvalidServiceDepartment
# The department that the service belongs to.
# source: ccad77d7
code-400126 = The department of the service is invalid

# InvalidServiceCMDB
# “cmdb” is the configuration management database, where an operator records hosts and services.
# Here: what the service says of its place in it.
# source: 92f7ed60
code-400127 = The CMDB data of the service is invalid

# InvalidServiceComment
# The free text that describes the service.
# source: 0f27bf45
code-400128 = The service comment is invalid

# InvalidServiceAliasComment
# The free text that describes the alias.
# source: 850b5023
code-400129 = The service alias comment is invalid

## Instances and service aliases

# InvalidInstanceID
# source: 68cf19d0
code-400130 = The instance ID is invalid

# InvalidInstanceHost
# “Host” is the IP address or host name of the instance.
# source: 44c3eb27
code-400131 = The instance host is invalid

# InvalidInstancePort
# source: 0103e311
code-400132 = The instance port is invalid

# InvalidServiceAlias
# The Chinese says 实例别名 (instance alias), but instances have no aliases: 服务别名 (service alias) was meant.
# codeword: allow(glossary) The Chinese says instance and means the alias.
# source: 4455306f
code-400133 = The service alias is invalid

# InvalidNamespaceWithAlias
# Slip in the Chinese: 不运行 (does not run) stands for 不允许 (does not allow).
# “sid” is the service ID of L5, an older naming service, in the form ModID:CmdID; an alias may be of that type.
# Mostly sent because the namespace of the alias is invalid.
# source: a4e9bd08
code-400134 = The alias namespace is invalid, or SID aliases cannot be created in it

# InvalidServiceAliasOwners
# 拥有者 is the same as 拥有人 elsewhere: owner.
# source: d605cbf6
code-400135 = The service alias owner is invalid

# InvalidInstanceProtocol
# source: 5e100c38
code-400136 = The instance protocol is invalid

# InvalidInstanceVersion
# source: 002505d3
code-400137 = The instance version is invalid

# InvalidInstanceLogicSet
# A logical set is a named group of instances of one service (“logic set” in the name).
# source: 218a2af3
code-400138 = The instance logical set is invalid

# InvalidInstanceIsolate
# An isolated instance stays registered but receives no traffic.
# source: 13360a1a
code-400139 = The instance isolation setting is invalid

## Health checks and heartbeats

# HealthCheckNotOpen
# source: abad1ae4
code-400140 = Health checks are not enabled on the server

# HeartbeatOnDisabledIns
# “Ins” in the name is “instance”. Its health check is off, not the instance itself; also sent for an instance that
# the server does not know.
# source: 2398a78b
code-400141 = The heartbeat was sent for an instance whose health check is disabled

# HeartbeatExceedLimit
# Keep the digit 1.
# source: c43cc970
code-400142 = The heartbeat limit was exceeded; an instance may send only 1 heartbeat per second

# HeartbeatTypeNotFound
# The server has no health checker of that type.
# source: eeeb32ed
code-400143 = The heartbeat type was not found

## Metadata

# InvalidMetadata
# source: 0c8b445f
code-400150 = The metadata is too long or contains invalid characters

## Rate limits

# InvalidRateLimitID
# 限频 and 限流 both mean “rate limit”. This is a rate limiting rule of a service;
# the “flux” rate limits of 400190 to 400192 are another kind.
# source: 13425c0a
code-400151 = The rate limiting rule ID is invalid

# InvalidRateLimitLabels
# The labels select the requests that the rule counts.
# source: 598a625c
code-400152 = The rate limiting rule labels are invalid

# InvalidRateLimitAmounts
# How many requests the rule lets through in how much time; plural in the name.
# source: 059e4a3b
code-400153 = The rate limiting rule quota is invalid

# InvalidRateLimitName
# Mixed words: the Chinese says 限流 here and 限频 in the three messages above, of the same rules.
# Also sent for fault detection rules.
# source: 5e84957b
code-400154 = The rate limiting rule name is invalid

## Circuit breakers

# InvalidCircuitBreakerID
# Also sent for fault detection rules.
# source: 453c373c
code-400160 = The circuit breaker rule ID is invalid

# InvalidCircuitBreakerVersion
# source: e5edae07
code-400161 = The circuit breaker rule version is invalid

# InvalidCircuitBreakerName
# Also sent for fault detection rules.
# source: 073b842b
code-400162 = The circuit breaker rule name is invalid

# InvalidCircuitBreakerNamespace
# The Chinese says 命名空间ID (namespace ID), but namespaces go by name: the namespace was meant.
# source: fec313c5
code-400163 = The circuit breaker rule namespace is invalid

# InvalidCircuitBreakerOwners
# The Chinese says 所属人ID (owner ID), but the symbolic name has no ID: the owner was meant.
# 所属人 is the same as 拥有人 elsewhere.
# source: e8eedc45
code-400164 = The circuit breaker rule owner is invalid

# InvalidCircuitBreakerToken
# source: 02fb73a2
code-400165 = The circuit breaker rule token is invalid

# InvalidCircuitBreakerBusiness
# The business (product line) that the circuit breaker belongs to.
# source: 2e03dfa4
code-400166 = The business of the circuit breaker rule is invalid

# InvalidCircuitBreakerDepartment
# The department that the circuit breaker belongs to.
# source: dcfd8d5c
code-400167 = The department of the circuit breaker rule is invalid

# InvalidCircuitBreakerComment
# The free text that describes the circuit breaker.
# source: 933a7b1a
code-400168 = The circuit breaker rule comment is invalid

# CircuitBreakerRuleExisted
# In the specification, but not sent: the server says 400209 where the name of a rule is taken.
# source: cf203fb1
code-400169 = The circuit breaker rule already exists

## Meshes

# ServicesExistedMesh
# A mesh is a service mesh; its resources are VirtualService, Gateway and the like.
# source: c3b0443c
code-400170 = A mesh already exists for the service

# ResourcesExistedMesh
# See 400170.
# source: 3ddcd91a
code-400171 = A mesh already exists for this resource

# InvalidMeshParameter
# See 400170.
# source: 5258bb65
code-400172 = A mesh parameter is invalid

## Platforms

# InvalidPlatformID
# A platform is an external system that is registered with the server and calls its API.
# source: 7150d337
code-400180 = The platform ID is invalid

# InvalidPlatformName
# source: 7de1f874
code-400181 = The platform name is invalid

# InvalidPlatformDomain
# source: bbd4fa55
code-400182 = The platform domain name is invalid

# InvalidPlatformQPS
# “qps” is queries per second: how many requests the platform may send.
# source: 046067c0
code-400183 = The platform QPS is invalid

# InvalidPlatformToken
# source: 8b3b3cef
code-400184 = The platform token is invalid

# InvalidPlatformOwner
# source: 3094010f
code-400185 = The platform owner is invalid

# InvalidPlatformDepartment
# Slip in the Chinese: 部们 stands for 部门 (department).
# source: 73eb4dc0
code-400186 = The department of the platform is invalid

# InvalidPlatformComment
# The free text that describes the platform.
# source: 384d97f5
code-400187 = The platform comment is invalid

# NotFoundPlatform
# source: b11a3602
code-400188 = The platform was not found

## Flux rate limits

# InvalidFluxRateLimitId
# The Chinese says only 限流 (rate limit), but this is a “flux” rate limit, a rule that applies to a called service.
# Flux is a proper name: keep the word. The rules of 400151 to 400154 are another kind: keep the two apart.
# source: c3589a8c
code-400190 = The flux rate limit ID is invalid

# InvalidFluxRateLimitQps
# “flux” as in 400190. “qps” is queries per second.
# source: dba42ef5
code-400191 = The flux rate limit QPS is invalid

# InvalidFluxRateLimitSetKey
# “flux” as in 400190. 标识 (identifier) is the “set key” of the name, a column beside the “default key”: “set” is
# not a verb.
# source: 0b14daed
code-400192 = The flux rate limit set key is invalid

## Resources that exist or are in use

# ExistedResource
# source: b2e5dc45
code-400201 = The resource already exists

# NotFoundResource
# source: 1871363c
code-400202 = The resource was not found

# NamespaceExistedServices
# source: 32fcac10
code-400203 = The namespace still has services; delete the services before you delete the namespace

# ServiceExistedInstances
# source: 9a1202a2
code-400204 = The service still has instances; delete the instances before you delete the service

# ServiceExistedRoutings
# source: d66497b4
code-400205 = The service still has routing rules; delete the routing rules before you delete the service

# ServiceExistedRateLimits
# source: 800b2468
code-400206 = The service still has rate limiting rules; delete the rate limiting rules before you delete the service

# ExistReleasedConfig
# 已发布 is “released”, as in the name. The configuration is a rule.
# source: 782af4dc
code-400207 = The rule cannot be deleted because a version of it has been released

# SameInstanceRequest
# The same request for the instance came twice.
# source: 4a911e71
code-400208 = The request for the instance is a duplicate

# ServiceExistedCircuitBreakers
# Since version 1.17 of the server also sent for a circuit breaker rule whose name is taken.
# source: 9aee6c80
code-400209 = The service still has circuit breaker rules; delete the circuit breaker rules before you delete the service

# ServiceExistedAlias
# source: a523a38c
code-400210 = The service still has aliases; delete the aliases before you delete the service

# NamespaceExistedMeshResources
# Sent when a namespace is to be deleted, as 400203 is. Meshes as in 400170.
# source: 1383d2f0
code-400211 = The namespace still has mesh resources

# NamespaceExistedCircuitBreakers
# 熔断 (circuit breaker) is short for 熔断规则 (circuit breaker rule) as in 400209.
# Sent when a namespace is to be deleted, as 400203 is.
# source: 8f28cb7a
code-400212 = The namespace still has circuit breaker rules

# ServiceSubscribedByMeshes
# Meshes as in 400170.
# source: 2b16c8ee
code-400213 = Some meshes already subscribe to the service

# ServiceExistedFluxRateLimits
# The Chinese says only 限流 (rate limit), but the name says “flux”: see 400190.
# source: 4dfcf3e0
code-400214 = The service already has a flux rate limit configuration

# UserExisted
# source: 4917b3e8
code-400215 = The user already exists

# UserGroupExisted
# source: fc98624c
code-400216 = The user group already exists

# AuthStrategyRuleExisted
# “Auth strategy” in the name is 鉴权策略, authorization policy. 规则 (rule) adds nothing: the policy itself is meant.
# source: 02d4d5cc
code-400217 = The authorization policy already exists

# SubAccountExisted
# Slip in the Chinese: the last 在 stands for 再 (then).
# source: 45209af1
code-400218 = The main account still has sub-accounts; delete all sub-accounts before you delete the main account

# NamespaceExistedConfigGroups
# 配置分组 is the same as 配置文件组 (configuration file group) in 400801.
# source: e78c381a
code-400219 = The namespace still has configuration file groups; delete the configuration file groups before you delete the namespace

# MaximumCapacityExceeded
# In the specification, which does not say what is full; the server does not send it yet.
# source: 80a22290
code-400230 = The maximum capacity was exceeded

## Resources not found

# NotFoundService
# source: e401a128
code-400301 = The service was not found

# NotFoundRouting
# 路由 (routing) is short for 路由规则 (routing rule).
# source: 4d13d80f
code-400302 = The routing rule was not found

# NotFoundInstance
# Slip in the Chinese: 示例 (example) stands for 实例 (instance).
# source: 8fc49c59
code-400303 = The instance was not found

# NotFoundServiceAlias
# source: 1141ada2
code-400304 = The service alias was not found

# NotFoundNamespace
# source: 4c8ff0fc
code-400305 = The namespace was not found

# NotFoundSourceService
# “Source service” in the name: the service behind the alias.
# source: f5d51f77
code-400306 = The service that this service alias refers to was not found

# NotFoundRateLimit
# A rule as in 400151 to 400154 (there also 限频), not a flux rate limit.
# source: 297079ba
code-400307 = The rate limiting rule was not found

# NotFoundCircuitBreaker
# source: 8da7740a
code-400308 = The circuit breaker rule was not found

# NotFoundMasterConfig
# “master” is the API’s own word for the version of a rule from which the tagged versions are made.
# source: 9a63cad1
code-400309 = The master configuration was not found

# NotFoundTagConfig
# “Tag” is a version mark: a version of a rule that was tagged so that it can be released.
# source: 60f5e929
code-400310 = The tagged configuration was not found

# NotFoundTagConfigOrService
# 标签 (tag) is short for 标签配置 (tagged configuration) as in 400310; 关系 is the link between it and the service.
# source: 21f41f9f
code-400311 = The tagged configuration or the service was not found, or they are already linked

# NotFoundUser
# source: 72c74feb
code-400312 = The user was not found

# NotFoundOwnerUser
# The owner is a user too: a main account.
# source: 98e7006a
code-400313 = The user given as the owner was not found

# NotFoundUserGroup
# source: 778e1317
code-400314 = The user group was not found

# NotFoundAuthStrategyRule
# The policy itself is meant, as in 400217.
# source: 11b30697
code-400315 = The authorization policy was not found

## Client API and business services

# ClientAPINotOpen
# source: eca42263
code-400401 = The client API is not enabled

# NotAllowBusinessService
# 业务服务 is taken as one term, “business service”: a user’s service, as opposed to the server’s own.
# 业务 is not the “business” of 400125.
# source: a33e6473
code-400402 = Requests for this business service are not allowed

## Users and user groups

# InvalidUserOwners
# 所有人 is “owner” (the same as 拥有人 elsewhere), not “everyone”: the main account of the user.
# source: 6ae969b1
code-400410 = The owner of the user is invalid

# InvalidUserID
# source: 8de542ba
code-400411 = The user ID is invalid

# InvalidUserPassword
# source: 8395d9eb
code-400412 = The user password is invalid

# InvalidUserMobile
# The number of a mobile telephone.
# source: 5a10420a
code-400413 = The mobile number of the user is invalid

# InvalidUserEmail
# 邮件 (mail) is short for 邮件地址, the address.
# source: bab2cab3
code-400414 = The email address of the user is invalid

# InvalidUserGroupOwners
# Read the Chinese as “the attribute owner of the user group”. 所有人 is “owner”, not “everyone”.
# source: f31031e3
code-400420 = The owner attribute of the user group is invalid

# InvalidUserGroupID
# source: 3be18e6e
code-400421 = The user group ID is invalid

## Authorization policies

# InvalidAuthStrategyOwners
# The policy itself is meant, as in 400217.
# source: f02b00fc
code-400430 = The owner of the authorization policy is invalid

# InvalidAuthStrategyName
# The policy itself is meant, as in 400217.
# source: f554008d
code-400431 = The name of the authorization policy is invalid

# InvalidAuthStrategyID
# Without 规则 (rule) in the Chinese, unlike the two messages above; the same thing is meant.
# source: e3150a17
code-400432 = The authorization policy ID is invalid

# InvalidPrincipalType
# 用户主体 is the principal: the user or the user group to whom the policy applies.
# source: 8d64f4a2
code-400440 = The principal type of the authorization policy is invalid

## Operations not allowed

# NotAllowAliasUpdate
# source: 592d211f
code-400501 = A service alias cannot be updated

# NotAllowAliasCreateInstance
# source: b4fc8312
code-400502 = Instances cannot be created for a service alias

# NotAllowAliasCreateRouting
# source: 120a12f9
code-400503 = Routing rules cannot be created for a service alias

# NotAllowCreateAliasForAlias
# A source service is a service that is not an alias itself. “CreateAliasForAlias” is what is not allowed.
# source: b22bcb02
code-400504 = An alias can be created only for a source service, not for another alias

# NotAllowAliasCreateRateLimit
# source: aaed4c47
code-400505 = Rate limiting rules cannot be created for a service alias

# NotAllowAliasBindRule
# source: ad4f5a79
code-400506 = Rules cannot be bound to a service alias

# NotAllowDifferentNamespaceBindRule
# The namespace of the rule is compared with that of the service.
# source: 82675cc7
code-400507 = A rule cannot be bound to a service in a different namespace

# NotAllowModifyDefaultStrategyPrincipal
# 策略 is short for 鉴权策略 (authorization policy). The code is about the principals of that policy, its users and user
# groups; its resources can be changed.
# source: 07fa44e8
code-400508 = The users and user groups of a default authorization policy cannot be changed

# NotAllowModifyOwnerDefaultStrategy
# The source document has English here, with slips (“not allow modify”). Meant: 不允许修改主账户的默认策略.
# “Owner” in the name is the main account, “strategy” is 策略 (policy) as in 400508.
# source: 0f67ff23
code-400509 = The default authorization policy of a main account cannot be modified

## Routing rules

# InvalidRoutingID
# source: c8c58267
code-400700 = The routing rule ID is invalid

# InvalidRoutingPolicy
# RulePolicy and MetadataPolicy are values of the API: keep them as they are. The server accepts only RulePolicy.
# source: 204e6fb6
code-400701 = The routing rule type is invalid; only RulePolicy and MetadataPolicy are supported

# InvalidRoutingName
# 路由 (routing) is short for 路由规则 (routing rule).
# source: 26a8db65
code-400702 = The routing rule name is invalid

# InvalidRoutingPriority
# Both ends are allowed. 路由 as in 400702.
# source: b06ba545
code-400703 = The routing rule priority is invalid; only values from 0 to 10 are supported

## Configuration files

# InvalidConfigFileGroupName
# source: d8be2832
code-400801 = The configuration file group name is invalid

# InvalidConfigFileName
# source: 8feec83e
code-400802 = The configuration file name is invalid

# InvalidConfigFileContentLength
# source: 3cbbfa2f
code-400803 = The configuration file content is too long

# InvalidConfigFileFormat
# The formats are values of the API: keep them in lower case.
# source: b814241a
code-400804 = The configuration file format is invalid; the supported formats are json, xml, html, properties, text and yaml

# InvalidConfigFileTags
# The tags are one list in which each key is followed by its value: keep the example as it is.
# source: b11e3095
code-400805 = The configuration file tags are invalid; tags must come in pairs (for example key1,value1,key2,value2), and no key or value may be blank

# InvalidWatchConfigFileFormat
# Sent only when the list of files to watch is empty. The format of a file is 400804.
# source: 12b0598a
code-400806 = The format of the request to watch configuration files is invalid

# NotFoundResourceConfigFile
# 无法找到 (cannot be found) is the same as 未找到 elsewhere.
# source: c3005db7
code-400807 = The configuration file was not found

# InvalidConfigFileTemplateName
# A template for configuration files.
# source: 8e0bf7a9
code-400808 = The configuration file template name is invalid

# EncryptConfigFileException
# Sent when a file that is to be stored encrypted cannot be encrypted.
# source: 209abed0
code-400809 = The configuration file could not be encrypted

# GroupExistActiveRelease
# “Group” in the name is a configuration file group. An active release is one that clients receive.
# source: c7ab0f7f
code-400810 = The configuration file group still has active releases

# DecryptConfigFileException
# source: 3fede939
code-400811 = The configuration file could not be decrypted

# InvalidConfigReleaseId
# A release is a version of a configuration file that was published to clients.
# source: d181b494
code-400812 = The configuration release ID is invalid

# NotMatchContentToFormat
# The content is not in the format that the file is said to have, such as JSON.
# source: 695f2f72
code-400813 = The configuration file content does not match its format

# InvalidConfigContent
# source: 60b12d48
code-400814 = The configuration file content is invalid

# InvalidConfigId
# source: c2283231
code-400815 = The configuration file ID is invalid

## Fault detection and gray releases

# InvalidFaultDetectID
# A fault detection rule says how instances are probed: by HTTP, TCP or UDP.
# source: 28cc96a7
code-400900 = The fault detection rule ID is invalid

# InvalidFaultDetectName
# source: 2bc3f824
code-400901 = The fault detection rule name is invalid

# InvalidFaultDetectNamespace
# source: 26f7d1a7
code-400902 = The fault detection rule namespace is invalid

# FaultDetectRuleExisted
# Sent when the name is taken in the namespace.
# source: 3babe8b7
code-400903 = The fault detection rule already exists

# InvalidMatchRule
# The rule says which clients receive a gray release of a configuration file. Also sent when there is no rule.
# source: 9589b7e7
code-400904 = The match rule of the gray release is invalid

## Authorization and tokens

# Unauthorized
# The general code of this group.
# source: ea242528
code-401000 = The request is not authorized

# NotAllowedAccess
# Read the Chinese (“the permission is not allowed”) as “no permission for this access”.
# source: 00dc7f6a
code-401001 = Access is not allowed

# EmptyAutToken
# “Aut” in the name is a slip for “Auth”. The token is the one of 401003 and 401004.
# source: d3ec50b2
code-401002 = The authorization token is empty

# TokenDisabled
# source: 7c6b0ec2
code-401003 = The token has been disabled

# TokenNotExisted
# source: 0ada1010
code-401004 = The token does not exist

# AuthTokenForbidden
# 异常 (exception) here: the token was checked and refused.
# source: 0b4fee3d
code-403001 = Token verification failed

# OperationRoleForbidden
# The Chinese says 角色操作异常 (exception in a role operation); by name and status (403) the caller’s role
# does not allow the operation.
# source: fcc83202
code-403002 = Your role does not allow this operation

# APIRateLimit
# The server limits how often each of its interfaces is called, whoever calls: a limit like 429002, though its digits
# say 403.
# source: f7139f51
code-403003 = Too many requests were made to this API

## CMDB

# CMDBNotFindHost
# The Chinese (“the cmdb of the host cannot be found”) means that the CMDB has no entry for the host.
# “cmdb” as in 400127.
# source: 552950a0
code-404001 = The host was not found in the CMDB

## Conflicts and request limits

# DataConflict
# Somebody else changed the same data. 再次重试 says “again” twice. Also sent while a gray release of the file is
# active, where trying again does not help.
# source: ba2f7f45
code-409000 = There is a data conflict; try again

# InstanceTooManyRequests
# An instance was registered or deregistered too often. 实例请求 are requests about the instance, not by it.
# source: 0b8819eb
code-429001 = Too many requests were made for your instance

# IPRateLimit
# The server limits how often one IP address may call it.
# source: deb214bc
code-429002 = Too many requests were made from your IP address

## Server failures

# ExecuteException
# The general code. Also the overall code of a batch whose items ended with different codes.
# source: 9b0bd002
code-500000 = An error occurred while the request was being processed

# StoreLayerException
# source: a3c6fca2
code-500001 = An error occurred in the storage layer

# CMDBPluginException
# “cmdb” as in 400127.
# source: f8e2ba07
code-500002 = An error occurred in the CMDB plug-in

# ParseRoutingException
# source: 938957e9
code-500004 = The routing rule could not be parsed

# ParseRateLimitException
# 限频规则 is the same as 限流规则 in 400307.
# source: 4ca2611d
code-500005 = The rate limiting rule could not be parsed

# ParseCircuitBreakerException
# source: f86f90bb
code-500006 = The circuit breaker rule could not be parsed

# HeartbeatException
# source: 4d66697c
code-500007 = An error occurred while the heartbeat was being processed

# InstanceRegisTimeout
# source: eac8afc2
code-500008 = The asynchronous registration of the instance timed out
