import {
  Alert,
  Button,
  confirm,
  Drawer,
  Menu,
  Modal,
  toast,
  toastError,
  toastWithUndo,
  useDisclosure,
  useText,
} from '@mortise/ui'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import classes from './gallery-route.module.css'
import { galleryTexts } from './gallery-texts.ts'

export function OverlaySamples() {
  const t = useText(galleryTexts)
  const [modal, modalControl] = useDisclosure(false)
  const [drawer, drawerControl] = useDisclosure(false)
  const ask = () =>
    void confirm({ title: t('confirmTitle'), text: t('confirmText'), confirmLabel: t('confirmVerb'), danger: true })
  return (
    <>
      <div className={classes.row}>
        <Button variant="default" onClick={() => toast(t('toastText'))}>
          {t('showToast')}
        </Button>
        <Button
          variant="default"
          onClick={() => toastWithUndo(t('undoText'), () => Promise.resolve(toast(t('toastText'))))}
        >
          {t('showUndo')}
        </Button>
        <Button variant="default" onClick={() => toastError(t('errorText'), 'req-7f3a2c')}>
          {t('showError')}
        </Button>
        <Button variant="default" onClick={ask}>
          {t('showConfirm')}
        </Button>
        <Button variant="default" onClick={modalControl.open}>
          {t('showModal')}
        </Button>
        <Button variant="default" onClick={drawerControl.open}>
          {t('showDrawer')}
        </Button>
        <SampleMenu />
      </div>
      <div className={classes.row}>
        <Alert color="red" title={t('failedTitle')}>
          {t('failedText')}
        </Alert>
        <Alert color="brand">{t('panelText')}</Alert>
      </div>
      <Modal opened={modal} onClose={modalControl.close} title={t('dialogTitle')}>
        {t('dialogText')}
      </Modal>
      <Drawer opened={drawer} onClose={drawerControl.close} title={t('dialogTitle')} position="right">
        {t('dialogText')}
      </Drawer>
    </>
  )
}

function SampleMenu() {
  const t = useText(galleryTexts)
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default">{t('showMenu')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item>{t('menuOpen')}</Menu.Item>
        <Menu.Item leftSection={<IconCopy size={15} aria-hidden />}>{t('menuCopy')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={15} aria-hidden />}>
          {t('menuDelete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
