"""Marks in the source, the generator, the headers and the cookies that betray a technology: our own observations.

`MARKUP` is looked for in the page's source, lower case; `GENERATORS` in the meta generator; `HEADERS` in answer headers (the
header's name, a blank, the words in its value, nothing for any value); `COOKIES` at the start of a cookie's name.
"""

from __future__ import annotations

from enrichers.website.words import table

MARKUP = table(
    """
    WordPress: /wp-content/ | /wp-includes/
    WooCommerce: wp-content/plugins/woocommerce
    Yoast SEO: yoast seo | yoast-schema-graph
    Elementor: wp-content/plugins/elementor
    Divi: wp-content/themes/divi
    WPBakery: wp-content/plugins/js_composer
    Contact Form 7: wp-content/plugins/contact-form-7
    Gravity Forms: wp-content/plugins/gravityforms
    Slider Revolution: wp-content/plugins/revslider
    WPML: sitepress-multilingual-cms
    Rank Math: rank-math
    Mailchimp: mailchimp-for-wp | list-manage.com | mc4wp
    WP Rocket: wp-rocket
    Drupal: /sites/default/files | drupal.settings | data-drupal-selector | /sites/all/modules/
    Joomla: /media/jui/ | option=com_ | option,com_ | /components/com_
    TYPO3: /typo3temp/ | /typo3conf/
    1C-Bitrix: /bitrix/
    Concrete CMS: /concrete/js
    Umbraco: /umbraco/
    Sitecore: /sitecore/
    Adobe Experience Manager: /etc.clientlibs/ | /etc/designs/
    Contao: contao
    Magento: /skin/frontend/ | mage/cookies | /static/version
    PrestaShop: prestashop
    Shopware: shopware
    OXID eShop: oxid-esales
    JTL-Shop: jtl-shop
    OpenCart: /index.php?route=
    Salesforce Commerce Cloud: demandware.static
    Next.js: /_next/static | __next_data__
    Nuxt: /_nuxt/ | __nuxt__
    React: data-reactroot | react-dom | /_next/
    Angular: ng-version=
    AngularJS: ng-app= | ng-controller=
    Vue.js: data-v-app | vue.min.js | vue.js | data-server-rendered=
    Svelte: svelte-
    Gatsby: ___gatsby
    Astro: data-astro
    Ember.js: ember-application
    Backbone.js: backbone.js | backbone-min.js
    jQuery: jquery
    Bootstrap: bootstrap.min.css | bootstrap.css | bootstrap.min.js | bootstrap.bundle
    Font Awesome: font-awesome | fontawesome
    Foundation: foundation.min
    Tailwind CSS: tailwindcss
    Modernizr: modernizr
    Swiper: swiper-container
    Slick: slick.min.js
    GSAP: gsap.min.js
    RequireJS: requirejs
    MooTools: mootools
    Prototype: prototype.js
    Google Analytics: google-analytics.com/ga.js | google-analytics.com/analytics.js | urchintracker | _gaq.push
    Google Analytics: gtag(
    Google Tag Manager: googletagmanager.com/gtm.js | gtm-
    Facebook Pixel: fbq(
    Hotjar: static.hotjar.com | hjid:
    Matomo: _paq.push | piwik.js
    Yandex.Metrika: mc.yandex.ru
    LiveInternet: counter.yadro.ru
    New Relic: nreum
    Optimizely: cdn.optimizely.com
    Pardot: pi.pardot.com
    HubSpot: js.hs-scripts.com | _hsq | hs-script-loader
    Marketo: munchkin.init
    Intercom: intercomsettings
    Olark: olark.identify
    Cloudflare: cf-ray | /cdn-cgi/ | __cf_email__
    Tealium: utag.js
    Cookie Consent: cookieconsent
    OneTrust: data-domain-script | optanon
    reCAPTCHA: recaptcha
    BoldChat: boldchat
    LivePerson: liveperson
    ASP.NET: __viewstate | .aspx | webresource.axd
    JavaServer Faces: javax.faces
    Ruby on Rails: csrf-param
    Django: csrfmiddlewaretoken
    Laravel: laravel
    Hotwire: data-turbo
    Livewire: livewire
    Twitter widgets: platform.twitter.com/widgets
    Google Maps: maps.google. | google.com/maps
    Google Ads: googleadservices.com
    Squarespace: squarespace.com | <!-- this is squarespace
    Wix: wix.com website builder
    Shopify: shopify.theme
    """
)

GENERATORS = table(
    """
    WordPress: wordpress
    WooCommerce: woocommerce
    Joomla: joomla
    Drupal: drupal
    TYPO3: typo3
    Wix: wix.com
    Squarespace: squarespace
    Webflow: webflow
    HubSpot: hubspot
    Shopify: shopify
    Ghost: ghost
    Jimdo: jimdo
    Weebly: weebly
    Contao: contao
    Concrete CMS: concrete
    PrestaShop: prestashop
    OpenCart: opencart
    Magento: magento
    Shopware: shopware
    Umbraco: umbraco
    Sitecore: sitecore
    DNN: dotnetnuke
    MODX: modx
    Craft CMS: craft
    SilverStripe: silverstripe
    Plone: plone
    MediaWiki: mediawiki
    Hugo: hugo
    Jekyll: jekyll
    Gatsby: gatsby
    Next.js: next.js
    Nuxt: nuxt
    Astro: astro
    Docusaurus: docusaurus
    Framer: framer
    Tilda: tilda
    Elementor: elementor
    WPBakery: wpbakery
    Slider Revolution: slider revolution
    Google Site Kit: site kit by google
    Microsoft FrontPage: frontpage
    Adobe Dreamweaver: dreamweaver
    GoDaddy Website Builder: godaddy
    IONOS MyWebsite: ionos
    STRATO Homepage-Baukasten: strato
    IdeaLever CMS: idealever
    1C-Bitrix: bitrix
    Odoo: odoo
    Kirby: kirby
    REDAXO: redaxo
    Weblication: weblication
    Blogger: blogger
    ASP.NET: visual studio
    Adobe Experience Manager: adobe experience manager
    """
)

HEADERS = table(
    """
    Cloudflare: server cloudflare | cf-ray
    nginx: server nginx
    Apache: server apache
    Microsoft IIS: server microsoft-iis
    LiteSpeed: server litespeed
    OpenResty: server openresty
    Vercel: server vercel | x-vercel-id
    Netlify: server netlify | x-nf-request-id
    GitHub Pages: server github.com
    Amazon S3: server amazons3
    Amazon CloudFront: x-amz-cf-id
    Fastly: x-served-by cache-
    PHP: x-powered-by php
    ASP.NET: x-powered-by asp.net | x-aspnet-version
    Express: x-powered-by express
    Next.js: x-powered-by next.js
    WP Engine: x-powered-by wp engine
    Plesk: x-powered-by plesk
    Drupal: x-generator drupal | x-drupal-cache
    Shopify: x-shopify-stage | x-shopid
    Wix: x-wix-request-id
    1C-Bitrix: x-powered-cms bitrix
    Varnish: x-varnish
    HubSpot: x-hs-hub-id
    Kinsta: x-kinsta-cache
    Pantheon: x-pantheon-styx-hostname
    Akamai: x-akamai-transformed
    Sucuri: x-sucuri-id
    Squarespace: server squarespace
    Imperva: x-iinfo
    Magento: x-magento-cache-debug
    LiteSpeed Cache: x-litespeed-cache
    """
)

COOKIES = table(
    """
    PHP: phpsessid
    ASP.NET: asp.net_sessionid
    Java: jsessionid
    Laravel: laravel_session
    WordPress: wordpress_ | wp-
    Shopify: _shopify
    Cloudflare: __cf_bm | __cfduid
    1C-Bitrix: bitrix_sm
    PrestaShop: prestashop-
    Magento: frontend=
    Django: csrftoken
    Google Analytics: _ga=
    HubSpot: hubspotutk | __hstc
    Imperva: visid_incap
    Amazon Web Services: awsalb
    F5 BIG-IP: ts0 | bigipserver
    Squarespace: ss_cid
    Crisp: crisp-client
    Optimizely: optimizelyenduserid
    """
)
