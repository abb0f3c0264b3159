// Runs the module that is named on the command line, and says whether its texts are right.
import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";

const { instance } = await WebAssembly.instantiate(await readFile(process.argv[2]), {});

function text(code, chinese) {
  const bytes = [];
  for (let byte; (byte = instance.exports.byte(code, chinese, bytes.length)) >= 0; ) bytes.push(byte);
  return new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(bytes));
}

assert.equal(text(400202, 0), "The resource was not found");
assert.equal(text(401004, 1), "token不存在");
assert.equal(text(123456, 0), "");
console.log("3 texts are right");
