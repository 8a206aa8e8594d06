package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	apiextensionsv1beta1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/scheme"
	apiregistrationv1 "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1"
	apiregistrationv1beta1 "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1beta1"
)

// Types with a JSON form of their own, and the name of that form in the table.
var forms = map[string]string{
	"api/resource.Quantity":                              "Quantity",
	"meta/v1.Time":                                       "Time",
	"meta/v1.MicroTime":                                  "MicroTime",
	"util/intstr.IntOrString":                            "IntOrString",
	"meta/v1.FieldsV1":                                   "RawJSON",
	"runtime.RawExtension":                               "RawJSON",
	"apiextensions/v1.JSON":                              "RawJSON",
	"apiextensions/v1beta1.JSON":                         "RawJSON",
	"apiextensions/v1.JSONSchemaPropsOrBool":             "OrBool",
	"apiextensions/v1beta1.JSONSchemaPropsOrBool":        "OrBool",
	"apiextensions/v1.JSONSchemaPropsOrArray":            "OrArray",
	"apiextensions/v1beta1.JSONSchemaPropsOrArray":       "OrArray",
	"apiextensions/v1.JSONSchemaPropsOrStringArray":      "OrArray",
	"apiextensions/v1beta1.JSONSchemaPropsOrStringArray": "OrArray",
}

var (
	jsonMarshaler = reflect.TypeOf((*json.Marshaler)(nil)).Elem()
	protoMessage  = reflect.TypeOf((*interface{ Marshal() ([]byte, error) })(nil)).Elem()
	typeMeta      = reflect.TypeOf(metav1.TypeMeta{})
)

// Adds the kinds that can be stored: those with metadata.
func reflectKinds(table *table) error {
	known := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		scheme.AddToScheme,
		apiextensionsv1.AddToScheme, apiextensionsv1beta1.AddToScheme,
		apiregistrationv1.AddToScheme, apiregistrationv1beta1.AddToScheme,
	} {
		if err := add(known); err != nil {
			return err
		}
	}
	for kind, goType := range known.AllKnownTypes() {
		meta, found := goType.FieldByName("ObjectMeta")
		if !found || kind.Version == runtime.APIVersionInternal {
			continue
		}
		if meta.Type != reflect.TypeOf(metav1.ObjectMeta{}) {
			return fmt.Errorf("%v: ObjectMeta is a %v", kind, meta.Type)
		}
		name, err := table.message(goType)
		if err != nil {
			return err
		}
		table.kinds[kind.GroupVersion().String()+" "+kind.Kind] = name
	}
	return nil
}

// Adds the message of a struct and those that it refers to.
func (t *table) message(goType reflect.Type) (string, error) {
	name := typeName(goType)
	if _, done := t.messages[name]; done {
		return name, nil
	}
	message := &message{form: "-", fields: map[int]field{}}
	t.messages[name] = message
	if reflect.PtrTo(goType).Implements(jsonMarshaler) {
		form, known := forms[name]
		if !known {
			return "", fmt.Errorf("%s has a JSON form of its own that this program does not know", name)
		}
		message.form = form
		if !strings.HasPrefix(form, "Or") {
			return name, nil
		}
	}
	for i := 0; i < goType.NumField(); i++ {
		goField := goType.Field(i)
		if goField.Type == typeMeta {
			continue
		}
		number, field, err := t.field(goField, message.form)
		if err != nil {
			return "", fmt.Errorf("%s.%s: %w", name, goField.Name, err)
		}
		if twin, taken := message.fields[number]; taken {
			return "", fmt.Errorf("%s: %s and %s are both number %d", name, twin.name, field.name, number)
		}
		message.fields[number] = field
	}
	return name, nil
}

func (t *table) field(goField reflect.StructField, form string) (int, field, error) {
	number, err := protobufTag(goField)
	if err != nil {
		return 0, field{}, err
	}
	name, presence, err := jsonTag(goField, form)
	if err != nil {
		return 0, field{}, err
	}
	if presence == "omitzero" && typeName(goField.Type) != "meta/v1.Time" {
		return 0, field{}, fmt.Errorf("omitzero on a type of which the reader does not know the zero value")
	}
	kind, err := t.kind(goField.Type)
	return number, field{name: name, presence: presence, kind: kind}, err
}

// The tag's wire type is only checked to be one that is known: the generated code follows the
// type of the field, and ResourcePool.Generation, an int64, has "bytes" in its tag.
func protobufTag(goField reflect.StructField) (number int, err error) {
	tag := strings.Split(goField.Tag.Get("protobuf"), ",")
	if len(tag) < 2 || tag[0] != "bytes" && tag[0] != "varint" && tag[0] != "fixed64" {
		return 0, fmt.Errorf("unknown protobuf tag %q", goField.Tag.Get("protobuf"))
	}
	for _, option := range tag[2:] {
		switch key := strings.Split(option, "=")[0]; key {
		case "opt", "req", "rep", "name", "casttype", "castkey", "castvalue":
		case "opt.name", "Configcasttype": // slips of old releases
		default:
			return 0, fmt.Errorf("unknown option %q in its protobuf tag", option)
		}
	}
	return strconv.Atoi(tag[1])
}

// Presence says when a field without value is printed: "always", "omitempty" or "omitzero".
func jsonTag(goField reflect.StructField, form string) (name, presence string, err error) {
	tag := strings.Split(goField.Tag.Get("json"), ",")
	name, presence = tag[0], "always"
	inline := false
	for _, option := range tag[1:] {
		switch option {
		case "inline":
			inline = true
		case "omitempty":
			if presence == "always" {
				presence = option
			}
		case "omitzero":
			presence = option
		default:
			return "", "", fmt.Errorf("unknown option %q in its JSON tag", option)
		}
	}
	switch {
	case form != "-":
		// Its JSON form names no field.
		return goField.Name, presence, nil
	case name == "-":
		return "", "", fmt.Errorf("stored, but not in JSON")
	case name != "" && inline:
		return "", "", fmt.Errorf("both named and inlined")
	case name != "":
		return name, presence, nil
	case !goField.Anonymous:
		return "", "", fmt.Errorf("no name in JSON")
	}
	return "-", presence, nil
}

// The type of a field as the table writes it: like Go, but with one name for all integers,
// and "wrapped" for a list that protobuf keeps in a message of its own.
func (t *table) kind(goType reflect.Type) (string, error) {
	switch goType.Kind() {
	case reflect.String:
		return "string", nil
	case reflect.Bool:
		return "bool", nil
	case reflect.Int32, reflect.Int64:
		return "int", nil
	case reflect.Float64:
		return "double", nil
	case reflect.Struct:
		return t.message(goType)
	case reflect.Ptr:
		return t.element("*", goType.Elem())
	case reflect.Slice:
		switch {
		case goType.Elem().Kind() == reflect.Uint8:
			return "bytes", nil
		case goType.Implements(protoMessage):
			return t.element("wrapped[]", goType.Elem())
		}
		return t.element("[]", goType.Elem())
	case reflect.Map:
		if goType.Key().Kind() == reflect.String {
			return t.element("map[string]", goType.Elem())
		}
	}
	return "", fmt.Errorf("a %v", goType)
}

func (t *table) element(prefix string, goType reflect.Type) (string, error) {
	kind, err := t.kind(goType)
	return prefix + kind, err
}

// The last two elements of the package's path and the name of the type: core/v1.Pod.
func typeName(goType reflect.Type) string {
	path := strings.Split(strings.TrimPrefix(goType.PkgPath(), "k8s.io/apimachinery/pkg/"), "/")
	if len(path) > 2 {
		path = path[len(path)-2:]
	}
	return strings.Join(path, "/") + "." + goType.Name()
}
