import { expect, test } from "vitest";
import { csv } from "../../src/data/csv";

test("cells with commas, quotes and line ends stay whole", () => {
  expect(csv(["a", "b"], [["x, y", 'say "z"'], ["1\n2", ""]])).toBe('a,b\r\n"x, y","say ""z"""\r\n"1\n2",\r\n');
});

test.each(["=1+1", "+1", "-1", "@a"])("%s is no formula", (text) => expect(csv([text], [])).toBe(`'${text}\r\n`));
