use super::*;

fn read(text: &str) -> (Config, Vec<String>) {
    let file = SourceFile::new("serve.toml", text.to_owned());
    let (config, faults) = Config::read(&file);
    let told = faults.iter().map(|fault| {
        let (line, column) = fault.place.as_ref().expect("a place").line_column();
        let help = fault.help.as_deref().unwrap_or_default();
        format!("{line}:{column} {} {} | {help}", fault.code, fault.message)
    });
    (config, told.collect())
}

#[test]
fn the_printed_file_is_the_default_and_has_every_setting() {
    let text = standard_file();
    let (config, faults) = read(&text);
    assert_eq!(faults, Vec::<String>::new(), "{text}");
    assert_eq!(config, Config::standard());
    assert_eq!(config, read("").0);
    insta::assert_snapshot!(text);
    insta::assert_debug_snapshot!(config);
}

#[test]
fn every_setting_can_be_set() {
    let (config, faults) = read(
        "listen = ['0.0.0.0:22', '[::1]:0']\ntours = '/srv/tours'\nlanguage = 'kk'\nstate = '/var/lib/docent'\n\
         counts = false\nhost_key = '/etc/docent/key'\nmouse = true\n[limits]\nsessions = 2\nhandshakes = 3\n\
         per_address = 4\nrate = 5\nburst = 6\ngrace = 7\nunused = 8\nidle = 120\nwarning = 100\nlongest = 300\n\
         keepalive = 12\ncache = 13\ndrain = 0\n[proxy]\nfrom = ['10.0.0.5', '192.168.0.0/16', 'fd00::/8']\n\
         [groups]\nguides = 'guides.authorized_keys'\nnats = 'nats://nats.example:4222'\nlongest = 14\nmost = 15\n\
         [metrics]\nlisten = '[::]:9222'\n[log]\nformat = 'json'\naddresses = true\n",
    );
    assert_eq!(faults, Vec::<String>::new());
    insta::assert_debug_snapshot!(config);
}

#[test]
fn every_fault_is_told_in_its_place_and_the_default_stays() {
    let (config, faults) = read(
        "listen = ['127.0.0.1', 'localhost:22', '[::1]:2222', '127.0.0.1:70000']\nlanguages = 'ru'\n\
         language = 'Russian'\n[limits]\nsessions = 0\nhandshakes = 1001\nrate = -1\ngrace = '10'\nidle = 60\n\
         warning = 101\ncache = 4097\n[proxy]\nfrom = ['10.0.0.0/33', 'balancer']\n[groups]\nnats = 'http://x'\n\
         longest = 5\n[metrics]\nlisten = ':9222'\n[log]\nformat = 'jason'\naddresses = 1\n[limit]\n",
    );
    assert_eq!(config, Config::standard());
    insta::assert_snapshot!(faults.join("\n"));
}

#[test]
fn the_question_comes_after_the_last_key_whatever_is_set() {
    let (shortest, _) = read("[limits]\nidle = 120\nwarning = 100\n");
    assert!(shortest.limits.warning < shortest.limits.idle);
}

#[test]
fn a_load_balancer_is_known_by_its_address_or_network() {
    let (config, _) = read("[proxy]\nfrom = ['10.0.0.5', '192.168.7.1/16', 'fd00::/8']\n");
    let table = [
        ("10.0.0.5", true),
        ("10.0.0.6", false),
        ("192.168.200.1", true),
        ("::ffff:10.0.0.5", true),
        ("::ffff:10.0.0.6", false),
        ("fd12::1", true),
        ("fe80::1", false),
    ];
    for (address, known) in table {
        let address = address.parse().expect("an address");
        assert_eq!(config.proxy.is_from(address), known, "{address}");
    }
    assert!(
        !Config::standard()
            .proxy
            .is_from("127.0.0.1".parse().expect("an address"))
    );
}

#[test]
fn a_nats_server_is_told_from_other_addresses() {
    for (url, known) in [
        ("", true),
        ("nats://127.0.0.1:4222", true),
        ("nats://nats.example", true),
        ("tls://nats.example:4222", true),
        ("nats://", false),
        ("127.0.0.1:4222", false),
        ("http://127.0.0.1:4222", false),
        ("nats://a b", false),
    ] {
        let (config, faults) = read(&format!("[groups]\nnats = '{url}'\n"));
        assert_eq!(faults.is_empty(), known, "{url}");
        assert_eq!(config.groups.nats, if known { url } else { "" });
    }
}

#[test]
fn a_load_balancer_is_in_a_network_however_both_are_written() {
    for (network, address, expected) in [
        ("10.0.0.0/8", "10.1.2.3", true),
        ("10.0.0.0/8", "::ffff:10.1.2.3", true),
        ("10.0.0.0/8", "11.1.2.3", false),
        ("10.0.0.0/8", "::10.1.2.3", false),
        ("::ffff:10.0.0.0/104", "10.1.2.3", true),
        ("::ffff:10.0.0.0/104", "11.1.2.3", false),
        ("2001:db8::/32", "2001:db8::7", true),
        ("2001:db8::/32", "2001:db9::7", false),
        ("127.0.0.1/32", "127.0.0.2", false),
        ("0.0.0.0/0", "2001:db8::7", false),
        ("::/0", "2001:db8::7", true),
    ] {
        let proxy = Proxy {
            from: vec![network.parse().expect("a network")],
        };
        let is_from = proxy.is_from(address.parse().expect("an address"));
        assert_eq!(is_from, expected, "{address} in {network}");
    }
}
