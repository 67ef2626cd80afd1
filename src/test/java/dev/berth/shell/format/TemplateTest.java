package dev.berth.shell.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    private static final Object DATA = Json.parse("""
            {"Id": "0123456789abcdef", "Name": "/web", "Count": 3, "Half": 0.5, "On": true, "Off": false,
             "Args": ["a", "b c", "d"], "Empty": [], "Nothing": null,
             "State": {"Status": "running", "Pid": 42},
             "Labels": {"com.x": "1", "team": "edge"},
             "Mounts": [{"Source": "/a", "RW": true}, {"Source": "/b", "RW": false}]}
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '\0', value = {
        "{{.Name}} ~ /web",
        "{{.State.Status}} {{.State.Pid}} ~ running 42",
        "{{json .Args}} ~ [\"a\",\"b c\",\"d\"]",
        "{{json .State}} ~ {\"Status\":\"running\",\"Pid\":42}",
        "{{.Args}} ~ [a b c d]",
        "{{.Labels}} ~ map[com.x:1 team:edge]",
        "{{.Half}} {{.Count}} ~ 0.5 3",
        "{{index .Args 1}} ~ b c",
        "{{index .Labels \"com.x\"}} ~ 1",
        "{{(index .Mounts 1).Source}} ~ /b",
        "{{len .Args}} ~ 3",
        "{{join .Args \"+\"}} ~ a+b c+d",
        "{{.Name | upper}} ~ /WEB",
        "{{title .State.Status}} ~ Running",
        "{{truncate .Id 4}} ~ 0123",
        "{{.Id | printf \"%.6s|\"}} ~ 012345|",
        "{{printf \"%-6s|%4d|%q\" .Name .Count .Name}} ~ /web  |   3|\"/web\"",
        "{{split .Name \"e\"}} ~ [/w b]",
        "{{if .On}}yes{{else}}no{{end}} ~ yes",
        "{{if .Empty}}yes{{else if eq .Count 3}}three{{else}}no{{end}} ~ three",
        "{{if and .On (gt .Count 2)}}both{{end}} ~ both",
        "{{if or .Off .Nothing}}x{{else}}neither{{end}} ~ neither",
        "{{if not .Off}}not{{end}} ~ not",
        "{{range .Args}}<{{.}}>{{end}} ~ <a><b c><d>",
        "{{range $i, $a := .Args}}{{$i}}={{$a}};{{end}} ~ 0=a;1=b c;2=d;",
        "{{range .Empty}}x{{else}}none{{end}} ~ none",
        "{{range .Mounts}}{{.Source}}:{{$.Name}} {{end}}| ~ /a:/web /b:/web |",
        "{{range $k, $v := .Labels}}{{$k}}:{{$v}} {{end}}| ~ com.x:1 team:edge |",
        "{{with .State}}{{.Pid}}{{end}} ~ 42",
        "{{$x := .Name}}{{$x}}{{$x}} ~ /web/web",
        "{{/* nothing */}}a ~ a",
        "a  {{- .Name -}}  b ~ a/webb",
        "{{println .Name .Count}} ~ /web 3",
        "{{.Labels.missing}} ~ <no value>",
        "{{.Nothing}} ~ <no value>",
        "{{eq .Name \"/web\" }} {{ne .Count 3}} {{lt .Count 4}} ~ true false true",
        "{{`raw \\n`}} ~ raw \\n",
        "{{slice .Id 0 3}} ~ 012",
        "{{join (split .Name \"/\") \"-\"}} ~ -web",
        "{{with $n := .Name}}{{$n}}={{.}}{{end}} ~ /web=/web",
        "{{if $n := .Count}}{{$n}}{{end}} ~ 3",
        "{{html \"<a>\"}} {{js \"it's\"}} {{urlquery \"a b&c\"}} ~ &lt;a&gt; it\\'s a+b%26c",
        "{{.State.Health}} {{.State.Mounts}} {{.State.Labels}} ~ <nil> [] map[]",
        "{{if .State.Health}}{{.State.Health.Status}}{{else}}none{{end}} ~ none",
    })
    void renders(String template, String expected) {
        assertEquals(expected, Template.parse(template).render(DATA).strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '\0', value = {
        "{{.Name ~ unclosed action",
        "{{foo .Name}} ~ function \"foo\" not defined",
        "{{if .On}}x ~ unexpected EOF",
        "{{end}} ~ unexpected {{end}}",
        "{{$y}} ~ undefined variable \"$y\"",
        "{{}} ~ missing value for command",
        "{{\"x}} ~ unterminated quoted string",
    })
    void refusesWrongSyntax(String template, String message) {
        TemplateException e = assertThrows(TemplateException.class, () -> Template.parse(template));
        assertTrue(e.getMessage().startsWith("template: :1: "), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '\0', value = {
        "{{.Nmae}} ~ map has no entry for key \"Nmae\"",
        "{{.Name.First}} ~ can't evaluate field First in type string",
        "{{index .Args 9}} ~ slice index out of range",
        "{{range .Name}}x{{end}} ~ range can't iterate over /web",
        "{{join .Name \",\"}} ~ expected []string",
    })
    void refusesWhatIsNotThere(String template, String message) {
        Template parsed = Template.parse(template);
        TemplateException e = assertThrows(TemplateException.class, () -> parsed.render(DATA));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
