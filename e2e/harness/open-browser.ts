import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { browserPath } from './browser-skip.ts'
import type { Language } from './words.ts'

export interface WindowOptions {
  language?: Language
  scheme?: 'light' | 'dark'
  /** 375 × 812 with a finger, else 1440 × 900 with a mouse. */
  phone?: boolean
}

/** Opens the browser that all windows of a file are in. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath ?? undefined,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
  })
}

/** A window of somebody's own: without the cookies of any other. */
export function openWindow(
  browser: Browser,
  url: string,
  { language = 'zh', scheme = 'light', phone = false }: WindowOptions = {},
): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: url,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: scheme,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    viewport: phone ? { width: 375, height: 812 } : { width: 1440, height: 900 },
    deviceScaleFactor: 1,
    ...(phone && { hasTouch: true, isMobile: true }),
  })
}
