// The face of the component library: features import from here only, so that it can be exchanged.
export {
  ActionIcon,
  Alert,
  Badge,
  Button,
  Center,
  Checkbox,
  CopyButton,
  Drawer,
  FileButton,
  Group,
  Indicator,
  Loader,
  Menu,
  Modal,
  MultiSelect,
  NumberInput,
  PasswordInput,
  PinInput,
  Progress,
  Radio,
  SegmentedControl,
  Select,
  SimpleGrid,
  Skeleton,
  Stack,
  Table,
  Tabs,
  Text,
  Textarea,
  TextInput,
  Title,
  Tooltip,
  UnstyledButton,
  VisuallyHidden,
} from '@mantine/core'
export { DateTimePicker } from '@mantine/dates'
export { notifications } from '@mantine/notifications'
export { useDebouncedValue } from '@mantine/hooks'
export { DesignProvider, type Appearance } from './design-provider.tsx'
export { EmptyState } from './empty-state.tsx'
export { PageHeader } from './page-header.tsx'
export { useLive } from './use-live.ts'
export { QrCode } from './qr-code.tsx'
