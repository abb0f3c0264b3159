### 容器镜像仓库的错误信息，译自 ../en-US/errors.ftl。

## Repositories

code-NAME_INVALID = 仓库名称无效；只能使用小写字母、数字和单个分隔符

# $name (String) - The repository.
code-NAME_UNKNOWN = 此镜像仓库中不存在“{ $name }”

## Manifests

# The detail has a “Tag”, or a “Name” and a “Revision”, so the text can count on neither.
code-MANIFEST_UNKNOWN = 没有使用此标签或摘要的镜像
code-MANIFEST_INVALID = 清单无效
code-MANIFEST_UNVERIFIED = 无法验证清单的签名

# Sent once for each layer or configuration that is missing.
code-MANIFEST_BLOB_UNKNOWN = 清单引用了尚未上传的数据块
code-TAG_INVALID = 标签与清单不符

## Blobs

code-BLOB_UNKNOWN = 此仓库中不存在该数据块
code-BLOB_UPLOAD_INVALID = 上传已中断或上传地址有误，请重新上传
code-BLOB_UPLOAD_UNKNOWN = 上传不存在，可能已过期
code-DIGEST_INVALID = 摘要与上传的内容不符
code-SIZE_INVALID = 长度与上传的内容不符
code-RANGE_INVALID = 字节范围与已上传的部分不衔接

## Access

code-UNAUTHORIZED = 请先登录再使用此仓库
code-DENIED = 您无权在此仓库中执行该操作
code-TOOMANYREQUESTS = 请求过多，请稍后重试

## Other

code-UNSUPPORTED = 此镜像仓库不支持该操作
code-PAGINATION_NUMBER_INVALID = 每页结果数无效
code-UNAVAILABLE = 镜像仓库暂时不可用
code-UNKNOWN = 镜像仓库发生意外错误
