import { describe, expect, it } from 'vitest'
import { cleanFileName, contentDisposition } from './file-name.ts'

describe('names of files', () => {
  it.each([
    ['合同 (终稿).pdf', '合同 (终稿).pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\temp\\a.txt', 'a.txt'],
    ['..', 'file'],
    ['\u202Egnp.exe', 'gnp.exe'],
    ['a\r\nSet-Cookie: x=1.txt', 'aSet-Cookie_ x=1.txt'],
    ['.htaccess', 'htaccess'],
    ['a\u0000b.txt', 'ab.txt'],
  ])('"%s" becomes "%s"', (name, clean) => expect(cleanFileName(name)).toBe(clean))

  it('are cut to two hundred characters and keep their extension', () => {
    const clean = cleanFileName(`${'长'.repeat(500)}.pdf`)
    expect(clean).toHaveLength(200)
    expect(clean.endsWith('.pdf')).toBe(true)
  })
  it('cannot break out of the header', () => {
    const header = contentDisposition('attachment', `a"; filename="b.html 合.pdf`)
    expect(header).toBe(
      `attachment; filename="a_; filename=_b.html _.pdf"; filename*=UTF-8''a%22%3B%20filename%3D%22b.html%20%E5%90%88.pdf`,
    )
  })
})
