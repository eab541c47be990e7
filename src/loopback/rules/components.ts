import { ButtonStyle, ComponentType } from 'discord.js';
import type { Issue } from '../rest/refusal.ts';

type Path = (string | number)[];

/** A component as it arrives, with the fields of every type. */
interface AnyComponent {
  type?: number;
  custom_id?: string | null;
  style?: number;
  label?: string | null;
  emoji?: unknown;
  url?: string | null;
  sku_id?: unknown;
  min_values?: number | null;
  max_values?: number | null;
  options?: { value?: string; default?: boolean | null }[];
  components?: AnyComponent[];
  accessory?: AnyComponent;
}

const ROWS = 5;
const COMPONENTS_V2 = 40;
const LINK_SCHEMES = /^(https?|discord):/i;

/** The issues in a message's components that the schema misses. `layout`: whether it has the flag IS_COMPONENTS_V2. */
export function componentIssues(components: unknown[], base: Path, layout: boolean): Issue[] {
  const path = [...base, 'components'];
  const roots = components as AnyComponent[];
  const all = roots.flatMap((component, index) => walked(component, [...path, index]));
  const issues = all.flatMap(({ component, at }) => [
    ...rowIssues(component, at),
    ...buttonIssues(component, at),
    ...menuIssues(component, at),
  ]);
  if (!layout && roots.length > ROWS) {
    issues.push({ path, code: 'BASE_TYPE_BAD_LENGTH', message: `Must be between 1 and ${ROWS} in length.` });
  }
  if (!layout) {
    for (const [index, { type }] of roots.entries()) {
      if (type === ComponentType.ActionRow) continue;
      const message = 'Value of field "type" must be one of (1,).';
      issues.push({ path: [...path, index, 'type'], code: 'UNION_TYPE_CHOICES', message });
    }
  }
  if (layout && all.length > COMPONENTS_V2) {
    const message = `The total number of components exceeds the maximum of ${COMPONENTS_V2}.`;
    issues.push({ path, code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message });
  }
  return [...issues, ...duplicates(all)];
}

function walked(component: AnyComponent, at: Path): { component: AnyComponent; at: Path }[] {
  const inner = component.components ?? [];
  const { accessory } = component;
  return [
    { component, at },
    ...inner.flatMap((each, index) => walked(each, [...at, 'components', index])),
    ...(accessory ? walked(accessory, [...at, 'accessory']) : []),
  ];
}

function rowIssues({ type, components = [] }: AnyComponent, path: Path): Issue[] {
  if (type !== ComponentType.ActionRow) return [];
  const alone = components.length > 1 && components.some((each) => each.type !== ComponentType.Button);
  const message = 'The specified component exceeds the maximum width';
  return alone ? [{ path: [...path, 'components'], code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message }] : [];
}

function buttonIssues(button: AnyComponent, path: Path): Issue[] {
  if (button.type !== ComponentType.Button || button.style === ButtonStyle.Premium) return [];
  const { custom_id: id, url, label, emoji } = button;
  const issues: Issue[] = [];
  if (!label && !emoji) {
    issues.push({ path, code: 'BUTTON_COMPONENT_LABEL_REQUIRED', message: 'A label or emoji is required' });
  }
  if (button.style === ButtonStyle.Link) {
    if (!url) issues.push({ path, code: 'BUTTON_COMPONENT_URL_REQUIRED', message: 'A url is required' });
    if (id != null) issues.push(exclusive(path));
    if (url && !LINK_SCHEMES.test(url)) {
      const message = `Scheme "${url.split(':')[0]}" is not supported. Scheme must be one of ('http', 'https', 'discord').`;
      issues.push({ path: [...path, 'url'], code: 'URL_TYPE_INVALID_SCHEME', message });
    }
    return issues;
  }
  if (url != null) issues.push(exclusive(path));
  if (id == null) {
    issues.push({ path, code: 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', message: 'A custom id is required' });
  }
  return issues;
}

function exclusive(path: Path): Issue {
  const message = 'A custom id and url cannot both be specified';
  return { path, code: 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', message };
}

function menuIssues(menu: AnyComponent, path: Path): Issue[] {
  if (menu.type !== ComponentType.StringSelect) return [];
  const options = menu.options ?? [];
  const values = options.map((option) => option.value);
  const issues: Issue[] = values.flatMap((value, index) => {
    const message = 'The specified option value is already used';
    const at = [...path, 'options', index, 'value'];
    return values.indexOf(value) < index
      ? [{ path: at, code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', message }]
      : [];
  });
  const most = menu.max_values ?? 1;
  if (most > options.length && options.length > 0) {
    const message = 'Max values is greater than the number of options';
    issues.push({ path: [...path, 'max_values'], code: 'SELECT_COMPONENT_MAX_VALUES_EXCEEDED', message });
  }
  if ((menu.min_values ?? 1) > most) {
    const message = 'Min values is greater than max values';
    issues.push({ path: [...path, 'min_values'], code: 'SELECT_COMPONENT_MIN_VALUES_EXCEEDED', message });
  }
  if (options.filter((option) => option.default).length > most) {
    const message = 'Too many default options';
    issues.push({ path: [...path, 'options'], code: 'SELECT_COMPONENT_TOO_MANY_DEFAULTS', message });
  }
  return issues;
}

function duplicates(all: { component: AnyComponent; at: Path }[]): Issue[] {
  const seen = new Set<string>();
  return all.flatMap(({ component, at }) => {
    const id = component.custom_id;
    if (id == null || (!seen.has(id) && seen.add(id))) return [];
    const message = 'Component custom id cannot be duplicated';
    return [{ path: [...at, 'custom_id'], code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message }];
  });
}
