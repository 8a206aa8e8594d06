// Yaml turns a JSON object into YAML as kubectl does. The expected YAML of the tests is its
// output:
//
//	go run ./yaml <FILE.json >FILE.yaml
package main

import (
	"fmt"
	"io"
	"os"

	"k8s.io/apimachinery/pkg/util/json"
	"sigs.k8s.io/yaml"
)

func main() {
	if err := convert(); err != nil {
		fmt.Fprintln(os.Stderr, "yaml:", err)
		os.Exit(1)
	}
}

func convert() error {
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	var object map[string]any
	if err := json.Unmarshal(text, &object); err != nil {
		return err
	}
	text, err = yaml.Marshal(object)
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(text)
	return err
}
