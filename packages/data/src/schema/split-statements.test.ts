import { expect, it } from 'vitest'
import { splitStatements } from './split-statements.ts'

it('splits at semicolons that end a line, keeps bodies whole and drops comments between statements', () => {
  const text = `-- head\n\nselect ';' as a,\n  2;\n-- between\ncreate function f() returns int as $$\nbegin\n  return 1;\nend\n$$ language plpgsql;\nselect 3`
  expect(splitStatements(text)).toEqual([
    "select ';' as a,\n  2",
    'create function f() returns int as $$\nbegin\n  return 1;\nend\n$$ language plpgsql',
    'select 3',
  ])
})
