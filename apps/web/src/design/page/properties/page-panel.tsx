import type { FormUse, PageDocument } from '@mortise/metadata'
import { AppIcon, Button, confirm, Menu, NumberInput, useLocalize, useText } from '@mortise/ui'
import { IconTrash } from '@tabler/icons-react'
import { useDesign, useDesignModel } from '../../draft/design-context.ts'
import { ConditionSetting } from '../../form/properties/condition-setting.tsx'
import classes from '../../form/properties/form-properties.module.css'
import { useDesignAddress } from '../../frame/design-address.ts'
import { inBoth } from '../../in-both.ts'
import { IconChoice } from '../../table/icon-choice.tsx'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { dropPage } from '../edits/drop-page.ts'
import { withoutUndefined } from '../model/page-actions.ts'
import { usePageDesign } from '../page-design-context.ts'
import { pageDesignTexts } from '../page-design-texts.ts'
import { HomeSetting } from './home-setting.tsx'
import { RoleSetting } from './role-setting.tsx'

/** The page itself: its name, what it is for, and where it opens. */
export function PagePanel({ page }: { page: PageDocument }) {
  const t = useText(pageDesignTexts)
  const localize = useLocalize()
  const { actions } = usePageDesign()
  const entity = useDesignModel().entities.get(page.entity ?? '')
  const setUse = (change: Partial<FormUse>) => {
    const use = withoutUndefined({ ...page.use, ...change })
    actions.changePage({ use: Object.keys(use).length > 0 ? use : undefined })
  }
  return (
    <div className={classes.panel}>
      <h2 className={classes.title}>
        <span className="ui-truncate">{localize(page.label)}</span>
        <span className={classes.kind}>{t('thePage')}</span>
      </h2>
      <p className={classes.quiet}>{t(entity ? 'recordHint' : 'aloneHint')}</p>
      <LocalizedInput
        label={t('pageName')}
        maxLength={100}
        value={page.label}
        onChange={(label) => label && actions.changePage({ label }, 'label')}
      />
      {entity ? (
        <>
          <h3 className={classes.head}>{t('pageUse')}</h3>
          <p className={classes.quiet}>{t('pageUseHint')}</p>
          <RoleSetting value={page.use?.roles} onChange={(roles) => setUse({ roles })} />
          <ConditionSetting
            label={t('condition')}
            entity={entity}
            value={page.use?.when}
            none={t('noCondition')}
            onChange={(when) => setUse({ when })}
          />
          <NumberInput
            label={t('position')}
            min={0}
            max={1000}
            allowDecimal={false}
            value={page.position ?? ''}
            onChange={(next) =>
              actions.changePage({ position: typeof next === 'number' ? next : undefined }, 'position')
            }
          />
        </>
      ) : (
        <>
          <Menu width={280} closeOnItemClick={false}>
            <Menu.Target>
              <Button
                variant="default"
                size="xs"
                leftSection={<AppIcon name={page.icon ?? 'layout-dashboard'} size={15} />}
              >
                {localize(page.label)}
              </Button>
            </Menu.Target>
            <Menu.Dropdown p="sm" mah={320} style={{ overflowY: 'auto' }}>
              <IconChoice value={page.icon} onChange={(icon) => actions.changePage({ icon })} />
            </Menu.Dropdown>
          </Menu>
          <RoleSetting value={page.use?.roles} onChange={(roles) => setUse({ roles })} />
          <HomeSetting page={page} />
        </>
      )}
      <DeletePage page={page} />
    </div>
  )
}

function DeletePage({ page }: { page: PageDocument }) {
  const t = useText(pageDesignTexts)
  const localize = useLocalize()
  const { store, blockTypes } = useDesign()
  const { open } = useDesignAddress()
  async function remove() {
    const sure = await confirm({
      title: t('didDeletePage', { name: localize(page.label) }),
      ...{ text: t('deletePageText'), confirmLabel: t('delete'), cancelLabel: t('cancel'), danger: true },
    })
    if (!sure) return
    open(null)
    const label = inBoth(pageDesignTexts, 'didDeletePage', (language) => ({
      name: page.label[language] ?? page.label.en,
    }))
    store.change(label, dropPage(page.key, { model: store.snapshot().model, blockTypes }))
  }
  return (
    <Button
      variant="subtle"
      color="red"
      size="xs"
      leftSection={<IconTrash size={14} aria-hidden />}
      onClick={() => void remove()}
    >
      {t('deletePage')}
    </Button>
  )
}
