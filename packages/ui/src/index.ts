export {
  Accordion,
  ActionIcon,
  Alert,
  Anchor,
  Autocomplete,
  Badge,
  Box,
  Burger,
  Button,
  Card,
  Center,
  Checkbox,
  CloseButton,
  Code,
  Combobox,
  Divider,
  Drawer,
  Flex,
  FocusTrap,
  Grid,
  Group,
  Image,
  Indicator,
  Input,
  InputBase,
  Kbd,
  List,
  Loader,
  Menu,
  Modal,
  MultiSelect,
  NumberInput,
  Paper,
  PasswordInput,
  Pill,
  PillsInput,
  Popover,
  Portal,
  Progress,
  Radio,
  type RenderTreeNodePayload,
  ScrollArea,
  SegmentedControl,
  Select,
  SimpleGrid,
  Skeleton,
  Stack,
  Switch,
  Table,
  Tabs,
  TagsInput,
  Text,
  Textarea,
  TextInput,
  Timeline,
  Title,
  Tooltip,
  Tree,
  TreeSelect,
  UnstyledButton,
  useCombobox,
  useTree,
  VisuallyHidden,
} from '@mantine/core'
export { Calendar, DateInput, DatePicker, DatePickerInput, DateTimePicker, TimeInput } from '@mantine/dates'
export {
  useClickOutside,
  useDebouncedCallback,
  useDebouncedValue,
  useDisclosure,
  useElementSize,
  useFocusReturn,
  useHotkeys,
  useIntersection,
  useLocalStorage,
  useMediaQuery,
  useMergedRef,
  useResizeObserver,
} from '@mantine/hooks'
export { ChoiceChevron } from './components/choice-chevron.tsx'
export { CopyButton } from './components/copy-button.tsx'
export { EmptyState, type EmptyStateProps } from './components/empty-state.tsx'
export { ErrorState, type ErrorStateProps } from './components/error-state.tsx'
export { FieldFrame } from './components/field-frame.tsx'
export { NoPermission } from './components/no-permission.tsx'
export { PageHeader, type PageHeaderProps } from './components/page-header.tsx'
export { initialsOf, PersonAvatar, type PersonAvatarProps } from './components/person-avatar.tsx'
export { PlainIconButton } from './components/plain-icon-button.tsx'
export { PlainInput } from './components/plain-input.tsx'
export { SaveState, type SaveStateValue } from './components/save-state.tsx'
export { ShortcutHint } from './components/shortcut-hint.tsx'
export { SidePanel, type SidePanelProps } from './components/side-panel.tsx'
export { CardSkeletons, Delayed, FormSkeletons, RowSkeletons } from './components/skeletons.tsx'
export { StatusChip, type StatusChipProps } from './components/status-chip.tsx'
export { UnsavedBar, type UnsavedBarProps } from './components/unsaved-bar.tsx'
export { type BlockProps, type BlockRuntime, defineBlockRuntime } from './contract/block-runtime.ts'
export { type CommandRuntime, type CommandServices, defineCommandRuntime } from './contract/command-runtime.ts'
export {
  defineFieldDesigner,
  defineFieldRuntime,
  type FieldCellProps,
  type FieldDesigner,
  type FieldInputProps,
  type FieldRuntime,
  type InputRules,
  type LinesLayout,
} from './contract/field-runtime.ts'
export {
  type Loaded,
  type PageCommands,
  type PageParts,
  type PageServices,
  PageServicesContext,
  type PageTarget,
  type RelatedRecordsProps,
  type TimelineSource,
  usePageServices,
} from './contract/page-services.ts'
export {
  type DepartmentInfo,
  type FileInfo,
  type FormFilling,
  type PersonInfo,
  type RuntimeServices,
  RuntimeServicesContext,
  useRuntimeServices,
} from './contract/runtime-services.ts'
export {
  defineViewRuntime,
  type ViewProps,
  type ViewRuntime,
} from './contract/view-runtime.ts'
export {
  useViewServices,
  type ViewServices,
  ViewServicesContext,
  type ViewWhat,
  type WorkDay,
} from './contract/view-services.ts'
export { type ConfirmOptions, confirm } from './feedback/confirm.tsx'
export { toast, toastError, toastErrorOnce, toastInPlace, toastWithUndo } from './feedback/toast.tsx'
export { formatTsv, parseTsv } from './grid/model/tsv.ts'
export { AppIcon, type AppIconProps } from './icons/app-icon.tsx'
export { type IconSetName, iconSet } from './icons/icon-set.ts'
export { type ColourScheme, colourSchemeKey, useColourScheme } from './provider/colour-scheme.ts'
export { UiProvider, type UiProviderProps } from './provider/ui-provider.tsx'
export { isMac, shortcutParts } from './shortcuts/shortcut-parts.ts'
export { type Shortcuts, useShortcuts } from './shortcuts/use-shortcuts.ts'
export { commonTexts } from './text/common-texts.ts'
export { defineTexts, type TextForms, type TextParams, type Texts } from './text/define-texts.ts'
export { applyLanguage, setLanguage, startLanguage } from './text/language-preference.ts'
export { currentLanguage, translator } from './text/translator.ts'
export { useLanguage, useLocalize, useText } from './text/use-language.ts'
export { narrowQuery, phoneQuery } from './theme/breakpoints.ts'
export { PhoneContext, usePhone } from './theme/use-phone.ts'
