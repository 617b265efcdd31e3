import { ActionIcon, CopyButton, TextInput, Tooltip, useText } from '@mortise/ui'
import { IconRefresh } from '@tabler/icons-react'
import { generatePassword } from './generate-password.ts'
import { peopleTexts } from './people-texts.ts'

interface PasswordFieldProps {
  label: string
  value: string
  error?: string
  onChange(password: string): void
}

/** A password that an administrator gives to somebody else: readable, made up on demand, to be copied. */
export function PasswordField({ label, value, error, onChange }: PasswordFieldProps) {
  const t = useText(peopleTexts)
  return (
    <TextInput
      label={label}
      description={t('passwordHint')}
      size="md"
      autoComplete="off"
      spellCheck={false}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
      rightSectionWidth={64}
      rightSection={
        <>
          <Tooltip label={t('generate')}>
            <ActionIcon size="sm" aria-label={t('generate')} onClick={() => onChange(generatePassword())}>
              <IconRefresh size={14} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <CopyButton value={value} label={t('copyPassword')} />
        </>
      }
    />
  )
}
