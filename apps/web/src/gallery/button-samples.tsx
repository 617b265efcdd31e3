import { ActionIcon, Button, ShortcutHint, Tooltip, useText } from '@mortise/ui'
import { IconDots, IconPlus, IconTrash } from '@tabler/icons-react'
import classes from './gallery-route.module.css'
import { galleryTexts } from './gallery-texts.ts'

export function ButtonSamples() {
  const t = useText(galleryTexts)
  return (
    <>
      <div className={classes.row}>
        <Button leftSection={<IconPlus size={15} aria-hidden />} rightSection={<ShortcutHint keys="C" onAccent />}>
          {t('primary')}
        </Button>
        <Button variant="default">{t('secondary')}</Button>
        <Button variant="light">{t('secondary')}</Button>
        <Button variant="subtle" color="gray">
          {t('quiet')}
        </Button>
        <Button color="red">{t('danger')}</Button>
        <Button variant="subtle" color="red" leftSection={<IconTrash size={15} aria-hidden />}>
          {t('danger')}
        </Button>
        <Button disabled>{t('disabled')}</Button>
        <Button loading>{t('loading')}</Button>
      </div>
      <div className={classes.row}>
        <Button size="xs" variant="default">
          {t('secondary')}
        </Button>
        <Button size="md">{t('primary')}</Button>
        <Tooltip label={t('quiet')}>
          <ActionIcon aria-label={t('quiet')}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <ActionIcon variant="default" aria-label={t('secondary')}>
          <IconPlus size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon disabled aria-label={t('disabled')}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
        <ShortcutHint keys="mod+K" />
        <ShortcutHint keys="g c" />
        <ShortcutHint keys="Escape" />
      </div>
    </>
  )
}
