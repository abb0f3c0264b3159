code-1 = 一
