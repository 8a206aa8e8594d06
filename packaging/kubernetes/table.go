package main

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

type table struct {
	kinds    map[string]string // "apps/v1 Deployment" to the name of its message
	messages map[string]*message
}

type message struct {
	form   string // of types with a JSON form of their own, else "-"
	fields map[int]field
}

type field struct {
	name     string // in JSON, or "-" if the fields of its message are inlined
	kind     string
	presence string // when it is printed without value, or "removed" if only older releases have it
}

func newTable() *table {
	return &table{kinds: map[string]string{}, messages: map[string]*message{}}
}

func readTable(in io.Reader) (*table, error) {
	table := newTable()
	var current *message
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		switch {
		case len(words) == 0 || words[0] == "#":
		case words[0] == "kind" && len(words) == 4:
			table.kinds[words[1]+" "+words[2]] = words[3]
		case words[0] == "message" && len(words) == 3:
			current = &message{form: words[2], fields: map[int]field{}}
			table.messages[words[1]] = current
		case current != nil && (len(words) == 3 || len(words) == 4):
			number, err := strconv.Atoi(words[0])
			if err != nil {
				return nil, err
			}
			presence := append(words, "omitempty")[3]
			current.fields[number] = field{name: words[1], kind: words[2], presence: presence}
		default:
			return nil, fmt.Errorf("not a line of a table: %q", lines.Text())
		}
	}
	return table, lines.Err()
}

// Adds what an older release knows beyond this table.
func (t *table) add(older *table) error {
	first := len(t.kinds) == 0
	for kind, message := range older.kinds {
		if _, known := t.kinds[kind]; !known {
			t.kinds[kind] = message
		}
	}
	for name, theirs := range older.messages {
		ours, known := t.messages[name]
		if !known {
			t.messages[name] = theirs
			continue
		}
		if ours.form != theirs.form {
			return fmt.Errorf("%s was %s and is %s", name, theirs.form, ours.form)
		}
		for number, was := range theirs.fields {
			is, known := ours.fields[number]
			switch {
			case !known:
				if !first {
					was.presence = "removed"
				}
				ours.fields[number] = was
			case is.name != was.name || shape(is.kind) != shape(was.kind):
				return fmt.Errorf("field %d of %s was %v and is %v", number, name, was, is)
			}
		}
	}
	return nil
}

var messageName = regexp.MustCompile(`[a-z0-9]+/[A-Za-z0-9/.]+$`)

// The type of a field without the name of its message, which may change.
func shape(kind string) string {
	return strings.TrimPrefix(messageName.ReplaceAllString(kind, "message"), "*")
}

func (t *table) write(out io.Writer) error {
	text := bufio.NewWriter(out)
	fmt.Fprintln(text, "# Made by packaging/kubernetes/schema. Do not edit.")
	kinds := make([]string, 0, len(t.kinds))
	for kind := range t.kinds {
		kinds = append(kinds, kind)
	}
	sort.Strings(kinds)
	for _, kind := range kinds {
		fmt.Fprintf(text, "kind %s %s\n", kind, t.kinds[kind])
	}
	names := make([]string, 0, len(t.messages))
	for name := range t.messages {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		message := t.messages[name]
		fmt.Fprintf(text, "message %s %s\n", name, message.form)
		numbers := make([]int, 0, len(message.fields))
		for number := range message.fields {
			numbers = append(numbers, number)
		}
		sort.Ints(numbers)
		for _, number := range numbers {
			field := message.fields[number]
			fmt.Fprintf(text, "%d %s %s", number, field.name, field.kind)
			if field.presence != "omitempty" {
				fmt.Fprint(text, " ", field.presence)
			}
			fmt.Fprintln(text)
		}
	}
	return text.Flush()
}
