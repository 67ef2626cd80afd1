package dev.berth.profile.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.profile.Mount;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountSpecsTest {

    private static String outcome(Function<String, Mount> parse, String text) {
        try {
            Mount m = parse.apply(text);
            StringBuilder out = new StringBuilder(m.type().text()).append(' ').append(m.source().orElse("-"))
                    .append(' ').append(m.target());
            out.append(m.readOnly() ? " ro" : "").append(m.create() ? " create" : "");
            m.propagation().ifPresent(p -> out.append(' ').append(p));
            m.recursive().ifPresent(r -> out.append(r ? " rbind" : " bind"));
            m.sizeBytes().ifPresent(s -> out.append(" size=").append(s));
            m.mode().ifPresent(s -> out.append(" mode=").append(Integer.toOctalString(s)));
            m.options().forEach(o -> out.append(' ').append(o));
            return out.toString();
        } catch (FormException e) {
            return "! " + e.getMessage();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "/a:/b | bind /a /b create", "/a:/b:ro | bind /a /b ro create", "./a:/b | bind ./a /b create",
        "data:/b | volume data /b", "/b | volume - /b", "data:/b:nocopy,ro | volume data /b ro nocopy",
        "/a:/b:rslave,z | bind /a /b create rslave", "/a:/b:bind | bind /a /b create bind",
        "a:b | ! invalid volume specification: 'a:b': invalid mount config for type \"volume\": invalid mount path: 'b'"
            + " mount path must be absolute",
        "/a:/ | ! invalid volume specification: '/a:/': invalid mount config for type \"bind\": invalid specification:"
            + " destination can't be '/'",
        "/a:/b:foo | ! invalid mode: foo", "data:/b:rslave | ! invalid mode: rslave",
        "a:b:c:d | ! invalid volume specification: 'a:b:c:d'",
        "/a::ro | ! invalid spec: /a::ro: empty section between colons"})
    void volumes(String text, String expected) {
        assertEquals(expected, outcome(MountSpecs::volume, text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "/run | tmpfs - /run", "/run:rw,noexec,size=64m,mode=1777 | tmpfs - /run size=67108864 mode=1777 noexec",
        "run | ! invalid mount path: 'run' mount path must be absolute", "/run:foo | ! invalid tmpfs option [\"foo\"]",
        "/run:mode=9 | ! invalid mode: 9"})
    void tmpfs(String text, String expected) {
        assertEquals(expected, outcome(MountSpecs::tmpfs, text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "type=bind,source=/a,target=/b,readonly | bind /a /b ro", "type=bind,src=/a,dst=/b,ro=false | bind /a /b",
        "source=data,target=/b | volume data /b", "target=/b,volume-nocopy | volume - /b nocopy",
        "type=tmpfs,destination=/b,tmpfs-size=1m,tmpfs-mode=700 | tmpfs - /b size=1048576 mode=700",
        "type=bind,\"source=/a,b\",target=/b | bind /a,b /b",
        "type=bind,source=/a,target=/b,bind-propagation=rshared,bind-nonrecursive | bind /a /b rshared bind",
        "type=bind,source=/a | ! target is required", "foo | ! invalid field 'foo' must be a key=value pair",
        "foo=1,target=/b | ! unexpected key 'foo' in 'foo=1'",
        "type=x,target=/b | ! invalid mount config for type \"x\": mount type unknown",
        "type=bind,target=/b | ! invalid mount config for type \"bind\": field Source must not be empty",
        "type=tmpfs,source=/a,target=/b | ! invalid mount config for type \"tmpfs\": field Source must not be set",
        "type=bind,source=/a,target=/b,tmpfs-size=1 | ! cannot mix 'tmpfs-*' options with mount type 'bind'",
        "target=/b,readonly=x | ! invalid value for readonly: x"})
    void mountFlags(String text, String expected) {
        assertEquals(expected, outcome(MountFlag::parse, text));
    }
}
