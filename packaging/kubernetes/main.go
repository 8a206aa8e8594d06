// Schema prints how Kubernetes' stored objects are read from protobuf and shown as JSON: for
// each kind its message, for each message its fields. It learns this by reflection from the
// struct tags of the Go types, which are what API servers and kubectl encode with; the .proto
// files beside them lack omitempty, pointers and inlining.
//
//	go run . <TABLE >TABLE
//
// It adds to the table it reads what the linked release of Kubernetes knows beyond it: run
// release by release, newest first, it makes the union. Anything it does not understand ends
// it, because a table with a wrong line shows wrong objects.
package main

import (
	"fmt"
	"os"
)

func main() {
	table, err := readTable(os.Stdin)
	if err != nil {
		fail(err)
	}
	release := newTable()
	if err := reflectKinds(release); err != nil {
		fail(err)
	}
	if err := table.add(release); err != nil {
		fail(err)
	}
	if err := table.write(os.Stdout); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "schema:", err)
	os.Exit(1)
}
