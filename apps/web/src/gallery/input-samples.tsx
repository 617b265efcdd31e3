import {
  Checkbox,
  DatePickerInput,
  DateTimePicker,
  MultiSelect,
  NumberInput,
  PasswordInput,
  SegmentedControl,
  Select,
  Switch,
  Textarea,
  TextInput,
  useText,
} from '@mortise/ui'
import classes from './gallery-route.module.css'
import { galleryTexts } from './gallery-texts.ts'

export function InputSamples() {
  const t = useText(galleryTexts)
  const choices = [
    { value: 'gold', label: t('gold') },
    { value: 'silver', label: t('silver') },
    { value: 'bronze', label: t('bronze') },
  ]
  return (
    <div className={classes.grid}>
      <TextInput label={t('name')} description={t('nameHelp')} required size="md" />
      <TextInput label={t('name')} defaultValue=" " error={t('nameError')} size="md" />
      <TextInput label={t('name')} defaultValue="Mortise 榫卯" disabled size="md" />
      <NumberInput label={t('amount')} defaultValue={1280} thousandSeparator="," size="md" />
      <Select label={t('choice')} data={choices} defaultValue="gold" searchable clearable size="md" />
      <MultiSelect label={t('several')} data={choices} defaultValue={['gold', 'bronze']} clearable size="md" />
      <DatePickerInput label={t('date')} defaultValue="2026-11-22" clearable size="md" />
      <DateTimePicker label={t('moment')} size="md" />
      <PasswordInput
        label={t('name')}
        defaultValue="mortise"
        visibilityToggleButtonProps={{ 'aria-label': t('name') }}
        size="md"
      />
      <Textarea label={t('remark')} size="md" />
      <div className={classes.row}>
        <Checkbox label={t('agree')} defaultChecked />
        <Checkbox label={t('agree')} indeterminate />
        <Checkbox label={t('disabled')} disabled />
      </div>
      <div className={classes.row}>
        <Switch label={t('remind')} defaultChecked />
        <Switch label={t('remind')} />
      </div>
      <SegmentedControl aria-label={t('choice')} data={choices} defaultValue="silver" />
    </div>
  )
}
