### The words of the page of “codeword preview”.

## Where one is

code-codes = 错误码
code-message = 消息
code-locale = 语言区域
code-language = 页面语言
code-source = 源文
code-translation = 译文
code-text = 文本
code-findings = 检查结果
code-back = 返回列表
code-choose = 请从列表中选择一个错误码
code-read-only = 只读
code-keys = / 搜索，方向键选择，Enter 打开，Esc 返回

## Search and filters

code-search = 搜索
code-search-hint = 搜索错误码、名称和文本
code-filters = 筛选
code-state = 状态
code-rule = 规则
code-group = 分组
code-from = 起始错误码
code-to = 结束错误码
code-clear = 清除
code-all = 全部
code-any-finding = 任意检查结果
code-nothing = 没有匹配的错误码

## States of a message

code-state-translated = 已翻译
code-state-outdated = 已过时
code-state-untranslated = 未译
code-state-missing = 缺失
code-state-copy = 照抄源文
code-state-source = 源文
code-severity-error = 错误
code-severity-warning = 警告
code-severity-note = 提示

## Reader

code-reader = 读者看到的消息
code-answers = 作答
code-by-default = 默认语言（没有匹配项）
code-matched = 最佳匹配：
code-distance = 距离
code-lacks = 缺少此错误码
code-chain = 尝试顺序
code-incomplete = 不完整
code-pseudo = 伪语言
code-kind = 类型
code-kind-string = 文本
code-kind-number = 数字
code-kind-date = 日期
code-unread = 请输入数字（如 5）或日期（如 2026-01-31）
code-body = 响应正文
code-body-before = 之前
code-body-after = 之后
code-body-sample = 用上面的值生成
code-outcome-localized = 已本地化
code-outcome-same = 保持原样：内容已相同
code-outcome-incomplete = 保持原样：消息缺少参数值
code-outcome-own-text = 保持原样：文本是上游自己的
code-outcome-excluded-code = 保持原样：策略排除了此错误码
code-outcome-unknown-code = 保持原样：没有语言区域包含此错误码
code-outcome-no-pair = 保持原样：没有错误码与文本的组合
code-outcome-odd-pair = 保持原样：错误码或文本的类型不对
code-outcome-invalid-json = 保持原样：不是 JSON

## Editing

code-save = 保存
code-undo = 撤销
code-copy-source = 复制源文
code-saved = 已保存
code-conflict = 未保存：此消息已被他人修改。现在的内容见下；再次保存将替换它
code-refused = 未保存：这会破坏此消息
code-changed-elsewhere = 您开始输入后，文件已发生变化

## The server

code-refusal = 文件中有错误。显示的是出错之前的文本
code-policy = codeword.toml 中有错误：修正之前，响应正文不会本地化
code-disconnected = 命令已结束。请重新启动
code-token = 令牌
code-token-help = 请输入启动命令时指定的令牌
code-token-send = 继续
