### `codeword export --to html` 所生成页面的用词。

code-title = 错误码
code-languages = 语言
code-search = 按错误码、名称或文字查找
code-nothing-found = 没有符合的错误码
code-http-status = HTTP { $status }
code-grpc = gRPC { $status }
code-retired = 不再返回
code-type = 类型
code-not-translated = 尚未翻译
code-always = 其他情况

## 页面认识的属性；其余的用各自的名字。

code-attribute-title = 标题
code-attribute-detail = 详情
code-attribute-remedy = 处理办法
