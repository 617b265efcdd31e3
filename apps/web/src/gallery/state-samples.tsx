import {
  Button,
  CardSkeletons,
  EmptyState,
  ErrorState,
  FormSkeletons,
  NoPermission,
  PageHeader,
  RowSkeletons,
  SaveState,
  SidePanel,
  Tabs,
  toast,
  UnsavedBar,
  useText,
} from '@mortise/ui'
import classes from './gallery-route.module.css'
import { galleryTexts } from './gallery-texts.ts'

export function StateSamples() {
  const t = useText(galleryTexts)
  return (
    <div className={classes.grid}>
      <div className={classes.frame}>
        <EmptyState
          icon="building-store"
          title={t('emptyTitle')}
          text={t('emptyText')}
          actions={<Button>{t('emptyAction')}</Button>}
        />
      </div>
      <div className={classes.frame}>
        <ErrorState
          title={t('failedTitle')}
          message={t('failedText')}
          errorId="req-7f3a2c"
          onRetry={() => toast(t('toastText'))}
        />
      </div>
      <div className={classes.frame}>
        <NoPermission />
      </div>
    </div>
  )
}

export function SkeletonSamples() {
  return (
    <div className={classes.grid}>
      <div className={classes.frame}>
        <RowSkeletons rows={5} />
      </div>
      <FormSkeletons fields={4} />
      <CardSkeletons cards={2} />
    </div>
  )
}

export function SavingSamples() {
  const t = useText(galleryTexts)
  const nothing = () => toast(t('toastText'))
  return (
    <>
      <div className={classes.row}>
        <SaveState state="unsaved" />
        <SaveState state="saving" />
        <SaveState state="saved" />
        <SaveState state="failed" />
        <SaveState state="offline" />
      </div>
      <div className={classes.row}>
        <div className={classes.frame} style={{ flex: 1 }}>
          <UnsavedBar state="unsaved" onSave={nothing} onDiscard={nothing} />
          <UnsavedBar state="failed" detail={t('errorText')} onSave={nothing} onDiscard={nothing} />
        </div>
      </div>
    </>
  )
}

export function PanelSample() {
  const t = useText(galleryTexts)
  const nothing = () => toast(t('toastText'))
  return (
    <div className={classes.frame} style={{ display: 'flex', height: 320, transform: 'translate(0)' }}>
      <div style={{ flex: 1, minWidth: 0 }}>
        <PageHeader
          title={t('panelTitle')}
          subtitle={t('panelText')}
          actions={<Button variant="default">{t('secondary')}</Button>}
        />
        <Tabs defaultValue="one">
          <Tabs.List>
            <Tabs.Tab value="one">{t('tabOne')}</Tabs.Tab>
            <Tabs.Tab value="two">{t('tabTwo')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="one" p="lg">
            {t('panelText')}
          </Tabs.Panel>
          <Tabs.Panel value="two" p="lg">
            {t('emptyText')}
          </Tabs.Panel>
        </Tabs>
      </div>
      <SidePanel
        title={t('panelTitle')}
        width={420}
        onClose={nothing}
        onPrevious={null}
        onNext={nothing}
        onOpenFull={nothing}
        footer={<UnsavedBar state="unsaved" onSave={nothing} onDiscard={nothing} />}
      >
        {t('panelText')}
      </SidePanel>
    </div>
  )
}
