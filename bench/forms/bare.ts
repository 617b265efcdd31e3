/**
 * The same fields by the browser alone, with no library, no rules and no styles: what no library can fall below, because
 * a picture is waited for and because the measuring itself takes frames.
 */
import { choices } from './definition.ts'
import { offer } from './page.ts'

offer({
  async mount({ fields }, host) {
    for (const { key, title, type } of fields) {
      const label = host.appendChild(document.createElement('label'))
      label.append(title)
      const input = label.appendChild(document.createElement(type === 'select' ? 'select' : 'input'))
      input.id = key
      if (input instanceof HTMLInputElement) input.type = type === 'date' || type === 'number' ? type : 'text'
      else input.append(...['', ...choices].map((choice) => new Option(choice)))
    }
    return () => host.replaceChildren()
  },
  input: (key) => document.getElementById(key) as HTMLInputElement | null,
})
