import {
  type ColourScheme,
  Input,
  SegmentedControl,
  Stack,
  toastError,
  useColourScheme,
  useLanguage,
  useText,
} from '@mortise/ui'
import { messageOf } from '../api/api-error.ts'
import { changeLanguage } from '../api/session.ts'
import { AccountSection } from './account-section.tsx'
import { accountTexts } from './account-texts.ts'

/** Language (kept with the account) and appearance (kept on this device). */
export function PreferencesSection() {
  const t = useText(accountTexts)
  const language = useLanguage()
  const { chosen, setColourScheme } = useColourScheme()
  return (
    <AccountSection title={t('preferences')}>
      <Stack gap="lg">
        <Stack gap={4} align="flex-start">
          <Input.Label labelElement="div" id="account-language">
            {t('language')}
          </Input.Label>
          <SegmentedControl
            size="sm"
            aria-labelledby="account-language"
            value={language}
            onChange={(value) =>
              void changeLanguage(value === 'zh' ? 'zh' : 'en').catch((error: unknown) => toastError(messageOf(error)))
            }
            data={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Stack>
        <Stack gap={4} align="flex-start">
          <Input.Label labelElement="div" id="account-theme">
            {t('theme')}
          </Input.Label>
          <SegmentedControl
            size="sm"
            aria-labelledby="account-theme"
            value={chosen}
            onChange={(value) => setColourScheme(value as ColourScheme)}
            data={[
              { value: 'light', label: t('light') },
              { value: 'dark', label: t('dark') },
              { value: 'auto', label: t('auto') },
            ]}
          />
        </Stack>
      </Stack>
    </AccountSection>
  )
}
