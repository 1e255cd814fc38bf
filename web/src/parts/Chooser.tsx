import { useId, useMemo, useRef, useState } from "preact/hooks";
import { type Option, matching } from "../data/options";

/** More than these are not listed at once; typing narrows them. */
const LISTED = 60;

interface Props {
  label: string;
  options: readonly Option[];
  values: readonly string[];
  change: (values: string[]) => void;
}

/** A field that offers what matches the letters typed (the ARIA combobox pattern with a listbox); several may be chosen. */
export function Chooser({ label, options, values, change }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const found = useMemo(() => matching(options, typed), [options, typed]);
  const listed = found.slice(0, LISTED);
  const toggle = (value: string) => {
    change(values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
    setTyped("");
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      setActive(isOpen ? Math.max(0, Math.min(listed.length - 1, active + step)) : 0);
      setOpen(true);
    } else if (event.key === "Enter" && isOpen && listed[active]) toggle(listed[active].value);
    else if (event.key === "Escape" && isOpen) setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="chooser">
      <label for={id}>{label}</label>
      <input
        id={id} ref={field} type="text" role="combobox" autocomplete="off" value={typed}
        placeholder={values.length ? `${values.length} chosen` : "all"}
        aria-expanded={isOpen} aria-controls={`${id}-list`} aria-autocomplete="list"
        {...(isOpen && listed[active] && { "aria-activedescendant": `${id}-${active}` })}
        onInput={(event) => { setTyped(event.currentTarget.value); setActive(0); setOpen(true); }}
        onClick={() => setOpen(true)} onBlur={() => setOpen(false)} onKeyDown={onKeyDown}
      />
      <div class={isOnRight(field.current) ? "choices on-right" : "choices"} hidden={!isOpen}>
        <ul id={`${id}-list`} role="listbox" aria-label={label} aria-multiselectable="true">
          {isOpen && listed.map((option, i) => (
            <li
              key={option.value} id={`${id}-${i}`} role="option" aria-selected={values.includes(option.value)}
              class={i === active ? "active" : ""} ref={(at) => { if (i === active) at?.scrollIntoView({ block: "nearest" }); }}
              onMouseDown={(event) => { event.preventDefault(); toggle(option.value); }}
            >
              <span>{option.label}</span> <span class="soft">{option.claims}</span>
            </li>
          ))}
        </ul>
        {!listed.length && <p class="soft">Nothing here is called so.</p>}
        {found.length > LISTED && <p class="soft">{found.length - LISTED} more; type to narrow them.</p>}
      </div>
    </div>
  );
}

/** The list, wider than its field, then opens to the left. */
function isOnRight(field: HTMLElement | null): boolean {
  return field !== null && field.getBoundingClientRect().left > document.documentElement.clientWidth / 2;
}
