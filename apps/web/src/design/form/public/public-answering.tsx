import type { PublicFormDocument } from '@mortise/metadata'
import { Checkbox, Select, useText } from '@mortise/ui'
import { LiveInput } from '../../table/live-input.tsx'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { withoutUndefined } from '../properties/use-node-edit.ts'
import classes from './public-panel.module.css'
import type { PublicPartProps } from './public-panel.tsx'
import { publicTexts } from './public-texts.ts'

type Thanks = NonNullable<PublicFormDocument['thanks']>

/** What a visitor hears and sees after sending. */
export function PublicAnswering({ document, put }: PublicPartProps) {
  const t = useText(publicTexts)
  const { thanks = {}, duplicates = 'hide', language } = document
  const set = (change: { [Name in keyof Thanks]?: Thanks[Name] | undefined }, merge?: string) => {
    const next = withoutUndefined({ ...thanks, ...change }) as Thanks
    put({ thanks: Object.keys(next).length > 0 ? next : undefined }, merge)
  }
  return (
    <>
      <h3 className={classes.head}>{t('thanks')}</h3>
      <LocalizedInput
        optional
        rows={2}
        label={t('thanksText')}
        value={thanks.text}
        onChange={(text) => set({ text }, 'thanks')}
      />
      <LiveInput
        optional
        label={t('thanksLink')}
        placeholder="https://"
        value={thanks.link ?? ''}
        problem={(link) => (link === '' || /^https:\/\/[^\s<>"]+$/.test(link) ? null : t('linkWrong'))}
        onChange={(link) => set({ link: link || undefined }, 'link')}
      />
      <Checkbox
        label={t('again')}
        checked={thanks.again === true}
        onChange={(event) => set({ again: event.currentTarget.checked || undefined })}
      />
      <Select
        label={t('duplicates')}
        allowDeselect={false}
        data={[
          { value: 'hide', label: t('hide') },
          { value: 'tell', label: t('tell') },
        ]}
        value={duplicates}
        onChange={(next) => put({ duplicates: next === 'tell' ? 'tell' : undefined })}
      />
      <Select
        label={t('language')}
        clearable
        placeholder={t('browserLanguage')}
        data={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
        value={language ?? null}
        onChange={(next) => put({ language: next === 'zh' || next === 'en' ? next : undefined })}
      />
    </>
  )
}
