// Sets colour scheme and language before the first paint. A file of its own because the content security policy
// forbids inline scripts; not a module because modules run after the page is drawn.
;(() => {
  const root = document.documentElement
  try {
    const query = new URLSearchParams(location.search)
    const stored = query.get('theme') ?? localStorage.getItem('mortise-colour-scheme')
    const dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
    root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
    const language = query.get('lang') ?? localStorage.getItem('mortise-language') ?? navigator.language
    root.lang = language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
  } catch {
    root.setAttribute('data-mantine-color-scheme', 'light')
  }
})()
