import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { type ReactNode, useMemo } from 'react'
import { commonTexts } from '../text/common-texts.ts'
import { useLanguage, useText } from '../text/use-language.ts'
import { createMortiseTheme } from '../theme/create-mortise-theme.ts'
import { cssVariables } from '../theme/css-variables.ts'
import { useMarkPhone } from '../theme/use-phone.ts'
import { colourSchemeKey } from './colour-scheme.ts'

export interface UiProviderProps {
  children: ReactNode
  /** For the gallery and tests: this scheme whatever the user chose. */
  forceColourScheme?: 'light' | 'dark'
  /** `test` switches transitions and portals off. */
  env?: 'default' | 'test'
}

const schemeManager = localStorageColorSchemeManager({ key: colourSchemeKey })

/** Theme, language, notifications and dialogs for everything below it. */
export function UiProvider({ children, forceColourScheme, env = 'default' }: UiProviderProps) {
  const language = useLanguage()
  const t = useText(commonTexts)
  useMarkPhone()
  const theme = useMemo(() => createMortiseTheme(language), [language])
  const dates = useMemo(
    () => ({
      locale: language === 'zh' ? 'zh-cn' : 'en',
      firstDayOfWeek: 1 as const,
      weekendDays: [0 as const, 6 as const],
    }),
    [language],
  )
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={schemeManager}
      defaultColorScheme="auto"
      forceColorScheme={forceColourScheme}
      env={env}
    >
      <DatesProvider settings={dates}>
        <ModalsProvider labels={{ confirm: t('confirm'), cancel: t('cancel') }}>
          {children}
          <Notifications position="bottom-center" limit={4} containerWidth={420} zIndex={400} />
        </ModalsProvider>
      </DatesProvider>
    </MantineProvider>
  )
}
